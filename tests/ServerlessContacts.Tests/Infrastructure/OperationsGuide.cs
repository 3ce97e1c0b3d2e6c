using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>The commands of docs/operations.md.</summary>
public static partial class OperationsGuide
{
    /// <summary>The shell commands of a section, by their blocks.</summary>
    public static IReadOnlyList<string> Commands(string section)
    {
        var text = InfrastructureFiles.Read("docs/operations.md");
        var begin = text.IndexOf($"## {section}\n", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"There is no section {section}.");
        var end = text.IndexOf("\n## ", begin + 3, StringComparison.Ordinal);
        return [.. Block().Matches(end < 0 ? text[begin..] : text[begin..end]).Select(match => match.Groups["command"].Value)];
    }

    /// <summary>What a program of that name is called with by the command, each call's arguments in turn; it only notes them.</summary>
    public static async Task<IReadOnlyList<string>> ArgumentsAsync(string program, string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"{program}() {{ printf '%s\\0' \"$@\"; }}\n{command}"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal(0, bash.ExitCode);
        return output.TrimEnd('\0').Split('\0');
    }

    [GeneratedRegex(@"^```sh\n(?<command>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
