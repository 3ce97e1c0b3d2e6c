using System.Text.RegularExpressions;

namespace ServerlessContacts.Tests.Functions;

/// <summary>The files that the HTTP contract is written in, and what is wrong with them, by file and line.</summary>
/// <param name="files">By path below <c>OpenApi</c>, with slashes, the text.</param>
internal sealed partial class ContractParts(IReadOnlyDictionary<string, string> files)
{
    private const string Root = "openapi.yaml";

    /// <summary>Keys at the top of a part: paths in files of tags, names of components in the others.</summary>
    private IEnumerable<(string File, int Line, string Section, string Key)> Keys =>
        from part in files
        where part.Key != Root
        from line in Lines(part.Value)
        where line.Text.Length > 0 && !char.IsWhiteSpace(line.Text[0]) && line.Text[0] != '#'
        select (part.Key, line.Number, SectionOf(part.Key), line.Text.TrimEnd(':'));

    /// <summary>Keys that stand in two places: the later would replace the earlier.</summary>
    public IEnumerable<string> Duplicates() =>
        Keys.GroupBy(key => (key.Section, key.Key)).SelectMany(same => same.Skip(1))
            .Select(key => $"{key.File}, line {key.Line}: {key.Key} stands elsewhere, too.");

    /// <summary>References to what no part defines.</summary>
    public IEnumerable<string> UnknownReferences()
    {
        var known = Keys.Select(key => $"{key.Section}/{key.Key}").ToHashSet(StringComparer.Ordinal);
        return from part in files
               from line in Lines(part.Value)
               from Match reference in Reference().Matches(line.Text)
               where !known.Contains(reference.Groups["name"].Value)
               select $"{part.Key}, line {line.Number}: there is no {reference.Groups["name"].Value}.";
    }

    /// <summary>Paths whose operations have another tag than the file is named after.</summary>
    public IEnumerable<string> Misplaced() =>
        from part in files
        where part.Key != Root && SectionOf(part.Key) == "paths"
        from line in Lines(part.Value)
        let tag = Tag().Match(line.Text)
        where tag.Success && !string.Equals($"{tag.Groups["tag"].Value}.yaml", part.Key, StringComparison.OrdinalIgnoreCase)
        select $"{part.Key}, line {line.Number}: tag {tag.Groups["tag"].Value} has a file of its own.";

    /// <summary>Keys that are not in the document that the parts were put together into.</summary>
    public IEnumerable<string> MissingIn(Func<string, string, bool> holds) =>
        Keys.Where(key => !holds(key.Section, key.Key)).Select(key => $"{key.File}, line {key.Line}: {key.Key} is not served.");

    private static string SectionOf(string file) => file.Split('/') switch
    {
        [_] => "paths",
        ["components", "security-schemes.yaml"] => "securitySchemes",
        ["components", var name] => name[..^".yaml".Length],
        [_, var folder, ..] => folder,
        _ => file,
    };

    private static IEnumerable<(int Number, string Text)> Lines(string text) =>
        text.Split('\n').Select((line, at) => (at + 1, line.TrimEnd('\r')));

    [GeneratedRegex("#/components/(?<name>[A-Za-z]+/[A-Za-z0-9]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^ +tags: \[(?<tag>[A-Za-z]+)\]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
