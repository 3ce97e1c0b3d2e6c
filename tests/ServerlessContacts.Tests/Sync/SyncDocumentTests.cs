using System.Text.RegularExpressions;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests.Sync;

/// <summary>The tables of decisions in docs/sync.md are those of the code.</summary>
public sealed partial class SyncDocumentTests
{
    private const string Header = "here | there | ignore | unlink | review | delete";

    [Theory]
    [InlineData("Two-way", true)]
    [InlineData("One-way", false)]
    public void The_nine_cells_are_those_of_the_code(string section, bool isTwoWay)
    {
        var states = Enum.GetValues<SideState>();
        var cells = states.SelectMany(here => states.Select(there => Row(here, there, isTwoWay)));

        Assert.Equal([Header, .. cells], Table(InfrastructureFiles.Read("docs/sync.md"), section));
    }

    private static string Row(SideState here, SideState there, bool isTwoWay)
    {
        var actions = Enum.GetValues<DeletePolicy>().Select(policy => Words(LinkDecision.Of(here, there, policy, isTwoWay)));
        return string.Join(" | ", [Words(here), Words(there), .. actions]);
    }

    /// <summary><c>DeleteHere</c> is written "delete here".</summary>
    private static string Words(Enum name) => WordStart.Replace(name.ToString(), " $0").TrimStart().ToLowerInvariant();

    /// <summary>The rows of the first table below a heading, without the line under its header.</summary>
    private static IEnumerable<string> Table(string document, string section) => document.Split('\n')
        .SkipWhile(line => line != $"### {section}").SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
        .Where(line => !line.StartsWith("|-", StringComparison.Ordinal)).Select(line => line.Trim('|', ' '));

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex WordStart { get; }
}
