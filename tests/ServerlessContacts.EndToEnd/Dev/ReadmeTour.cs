using System.Text.RegularExpressions;

namespace ServerlessContacts.EndToEnd.Dev;

/// <summary>The commands of README.md, run one after the other by one shell as a reader would.</summary>
internal static partial class ReadmeTour
{
    private const string Divider = "---- next block ----";

    public static async Task<IReadOnlyList<TourStop>> RunAsync(DevFolder folder)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(AzuriteInstallation.Repository, "README.md"));
        string[] blocks = [.. Block.Matches(text).Select(block => block.Groups["commands"].Value)];
        var script = string.Join($"\nprintf '%s\\n' '{Divider}'\n", blocks);
        using var shell = DevCommand.StartProgram(folder.Local, "bash", "-euo", "pipefail", "-c", script);
        var exitCode = await shell.ExitAsync();
        var outputs = shell.Output.Split($"{Divider}\n");
        Assert.True(exitCode == 0, $"The commands ended with {exitCode} after:\n{outputs[^1]}\n{shell.Errors}");
        return [.. blocks.Zip(outputs, (commands, output) => new TourStop(commands, output))];
    }

    [GeneratedRegex(@"^```bash\n(?<commands>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Block { get; }
}

/// <param name="Commands">One fenced block.</param>
/// <param name="Output">What it printed.</param>
internal sealed record TourStop(string Commands, string Output)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
