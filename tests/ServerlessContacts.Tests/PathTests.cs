using System.Text.RegularExpressions;
using ServerlessContacts.Tests.Architecture;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests;

/// <summary>The paths that <c>docs/architecture.md</c> lists for whoever begins to read are those of the code.</summary>
public sealed partial class PathTests
{
    private const int MaxLines = 10;

    private static readonly Lazy<CallGraph> Code = new(() => new CallGraph(Sources()));

    private static readonly IReadOnlyList<string[]> Paths = ReadPaths();

    [Fact]
    public void Five_paths_are_listed() => Assert.Equal(
        ["ContactFunctions.Patch", "ImportFunctions.Run", "SyncFunctions.Run", "SearchFunctions.Search", "ImportFunctions.Run"],
        Paths.Select(path => path[0]));

    [Fact]
    public void Each_line_of_a_path_calls_the_next() =>
        Assert.All(Paths.SelectMany(path => path.Zip(path.Skip(1))), pair => Assert.True(
            Code.Value.Calls(pair.First, pair.Second), $"{pair.First} does not call {pair.Second}."));

    [Theory]
    [InlineData("ContactFunctions.Patch", "Journal.CommitAsync")]
    [InlineData("ImportRunner.RunAsync", "StageRun.RunAsync")]
    [InlineData("UndoWriter.UndoAsync", "ITable.SubmitAsync")]
    public void A_line_that_is_left_out_is_missed(string line, string afterNext) => Assert.False(Code.Value.Calls(line, afterNext));

    [Fact]
    public void A_path_ends_at_the_table_in_ten_lines_at_most() => Assert.All(Paths, path =>
    {
        Assert.StartsWith("ITable.", path[^1], StringComparison.Ordinal);
        Assert.InRange(path.Length, 2, MaxLines);
    });

    [Theory]
    [InlineData("A.First", "B.Second", true)]
    [InlineData("A.First", "B.Handed", true)]
    [InlineData("A.First", "B.Other", false)]
    [InlineData("B.Second", "A.First", false)]
    public void A_call_is_seen_through_methods_of_the_same_type_and_what_is_handed_on(string caller, string called, bool expected)
    {
        const string Planted = """
            class A(B b) { readonly Func<int> handed = b.Handed; public int First() => Between(); int Between() => b.Second(); }
            class B { public int Second() => 1; public int Handed() => 2; public int Other() => 3; }
            """;
        var graph = new CallGraph([Planted]);
        Assert.True(graph.Knows(called));
        Assert.Equal(expected, graph.Calls(caller, called));
    }

    private static IEnumerable<string> Sources()
    {
        string[] projects = ["ServerlessContacts", "ServerlessContacts.Functions", "ServerlessContacts.Providers"];
        return projects
            .SelectMany(project => System.IO.Directory.EnumerateFiles(
                Path.Combine(InfrastructureFiles.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) != "Program.cs")
            .Select(File.ReadAllText);
    }

    private static IReadOnlyList<string[]> ReadPaths()
    {
        var text = File.ReadAllText(Path.Combine(InfrastructureFiles.Root, "docs", "architecture.md"));
        var section = text[text.IndexOf("## Five paths", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)];
        return [.. Blocks().Matches(section).Select(block => block.Groups["lines"].Value
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }

    [GeneratedRegex("```\r?\n(?<lines>[^`]*)```", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();
}
