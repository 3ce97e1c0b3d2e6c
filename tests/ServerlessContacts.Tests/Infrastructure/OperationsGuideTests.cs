using System.Text.RegularExpressions;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>Each command of docs/operations.md is run by a test, or said to need a cloud.</summary>
public sealed partial class OperationsGuideTests
{
    private static readonly string Guide = InfrastructureFiles.Read("docs/operations.md");

    /// <summary>What the tests that start commands say.</summary>
    private static readonly string Tests = string.Concat(System.IO.Directory.EnumerateFiles(Path.Combine(
        InfrastructureFiles.Root, "tests", "ServerlessContacts.EndToEnd"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    public static TheoryData<string, string> Commands
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var section in Guide.Split("\n## ").Skip(1))
            {
                var name = section[..section.IndexOf('\n', StringComparison.Ordinal)];
                foreach (var command in Blocks().Matches(section).SelectMany(block => block.Groups["command"].Value.Split('\n')).Concat(Inline().Matches(section).Select(match => match.Groups["command"].Value)).Distinct(StringComparer.Ordinal))
                {
                    if (Program().Match(command) is { Success: true })
                    {
                        data.Add(name, command);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_run_by_a_test_or_said_to_need_a_cloud(string section, string command)
    {
        var words = Program().Match(command).Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["./dev", var name, .. var rest]:
                Assert.All([name, .. rest.Where(word => word.StartsWith("--", StringComparison.Ordinal))], word => Assert.Contains($"\"{word}\"", Tests, StringComparison.Ordinal));
                break;
            case ["curl", ..]:
                Assert.Contains($"Commands(\"{section}\")", Tests, StringComparison.Ordinal);
                break;
            default:
                Assert.Contains("needs a cloud", Guide[Guide.IndexOf($"\n## {section}\n", StringComparison.Ordinal)..].Split("\n## ")[1], StringComparison.OrdinalIgnoreCase);
                break;
        }
    }

    [Fact]
    public void Blocks_of_commands_are_marked_as_such() => Assert.Empty(Unmarked().Matches(Guide));

    [GeneratedRegex(@"^```sh\n(?<command>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"`(?<command>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inline();

    /// <summary>Perhaps with settings before it.</summary>
    [GeneratedRegex(@"^(\w+='[^']*' )*(?<words>(\./dev|azd|az|curl|git) .*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Program();

    [GeneratedRegex(@"(?<=\n\n)```\n", RegexOptions.None, 1000)]
    private static partial Regex Unmarked();
}
