using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>The values of an item that break a rule here: kept with the link, by their paths, and told once.</summary>
internal static class LeftOutValues
{
    /// <summary>How many of them are named one by one.</summary>
    private const int MaxNamed = 20;

    private const string Advice = "Correct it at the provider: the next run takes it over.";

    public static Link Note(Link link, IReadOnlyList<FieldProblem> problems) => link with { LeftOut = Paths(problems) };

    /// <summary>What is told of them; nothing where there are none, or the same as before.</summary>
    public static IEnumerable<Outcome> Told(Link? before, IReadOnlyList<FieldProblem> problems, string id, string name)
    {
        var paths = Paths(problems);
        if (paths.Count > 0 && !(before?.LeftOut ?? []).SequenceEqual(paths, StringComparer.Ordinal))
        {
            yield return new Outcome(Side.Here, OutcomeKind.LeftOut, id, name, Reason(problems)) { Values = Of(problems) };
        }
    }

    /// <summary>The values themselves, with what their owner can do.</summary>
    public static IReadOnlyList<LeftOutValue> Of(IEnumerable<FieldProblem> problems) =>
    [
        .. problems.DistinctBy(problem => problem.Field, StringComparer.Ordinal).Take(MaxNamed)
            .Select(problem => new LeftOutValue(problem.Field, problem.Value, $"{problem.Message} {Advice}")),
    ];

    public static List<string> Paths(IEnumerable<FieldProblem> problems) =>
        [.. problems.Select(problem => problem.Field).Distinct(StringComparer.Ordinal).Take(MaxNamed)];

    private static string Reason(IReadOnlyList<FieldProblem> problems)
    {
        var named = problems.DistinctBy(problem => problem.Field, StringComparer.Ordinal).ToList();
        var more = named.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" And {named.Count - MaxNamed} more.") : "";
        return string.Join(' ', named.Take(MaxNamed)
            .Select(problem => problem.Field.Length == 0 ? problem.Message : $"{problem.Field}: {problem.Message}")) + more;
    }
}
