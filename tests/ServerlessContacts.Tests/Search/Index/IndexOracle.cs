using System.Globalization;
using System.Text;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>What queries find according to the plain meaning of their contract: every document is looked at, with strings.</summary>
internal sealed class IndexOracle
{
    private readonly Scanned[] inOrder;
    private readonly Dictionary<IndexQuery, List<(HitClass Class, Scanned Document)>> found = new(ReferenceEqualityComparer.Instance);

    public IndexOracle(IEnumerable<IndexDocument> documents) =>
        inOrder = [.. documents.Select(Scanned.Of).OrderByDescending(document => document.Document.Boost).ThenBy(document => document.Order, StringComparer.Ordinal)];

    public string Answer(IndexQuery query, Sightseer viewer, int limit)
    {
        var answer = new StringBuilder();
        var matches = Matches(query).Where(match => viewer.Sees(match.Document.Document)).ToList();
        answer.Append(CultureInfo.InvariantCulture, $"{matches.Count}");
        foreach (var section in matches.GroupBy(match => match.Document.Document.Section).OrderBy(section => section.Key))
        {
            answer.Append(CultureInfo.InvariantCulture, $" | {section.Key}: {section.Count()} =");
            foreach (var (hitClass, document) in section.OrderBy(match => match.Class).ThenBy(match => viewer.RankOf(match.Document.Document.Key)).Take(limit))
            {
                answer.Append(CultureInfo.InvariantCulture, $" {(int)hitClass}{document.Document.Key}");
            }
        }

        return answer.ToString();
    }

    private List<(HitClass Class, Scanned Document)> Matches(IndexQuery query)
    {
        if (!found.TryGetValue(query, out var matches))
        {
            matches = [.. inOrder.Where(document => IsMatch(document, query)).Select(document => (ClassOf(document.Document, query), document))];
            found.Add(query, matches);
        }

        return matches;
    }

    private static bool IsMatch(Scanned document, IndexQuery query) =>
        query.Words.Concat(query.Conditions).All(word => word.Any(writing => document.Text.Contains(writing, StringComparison.Ordinal)));

    private static HitClass ClassOf(IndexDocument document, IndexQuery query)
    {
        var wholes = query.WholeNames.Select(whole => whole.Replace(" ", "", StringComparison.Ordinal)).ToList();
        return query.Words.Count == 0 ? HitClass.Elsewhere
            : document.Names.Any(name => wholes.Contains(name.Replace(" ", "", StringComparison.Ordinal))) ? HitClass.WholeName
            : query.Words.All(word => word.Any(writing => document.Names.Any(name => BeginsAWord(name, writing)))) ? HitClass.NamePrefix
            : HitClass.Elsewhere;
    }

    /// <param name="Text">All lines; no query holds a line break.</param>
    /// <param name="Order">Orders as the bytes of the sort key, then of the key, do.</param>
    private sealed record Scanned(IndexDocument Document, string Text, string Order)
    {
        public static Scanned Of(IndexDocument document) => new(
            document,
            string.Join('\n', [.. document.Names, .. document.Others]),
            Convert.ToHexString(document.SortKey.Span) + "." + Convert.ToHexString(Encoding.UTF8.GetBytes(document.Key)));
    }

    private static bool BeginsAWord(string name, string writing) =>
        name.Contains(writing, StringComparison.Ordinal)
        && Enumerable.Range(0, name.Length).Any(at => name.AsSpan(at).StartsWith(writing, StringComparison.Ordinal) && (at == 0 || !IsInWord(name, at - 1)));

    private static bool IsInWord(string name, int at) =>
        char.IsLetterOrDigit(name, char.IsLowSurrogate(name[at]) && at > 0 ? at - 1 : at)
        || char.GetUnicodeCategory(name, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}

/// <summary>A viewer as plain sets.</summary>
internal sealed class Sightseer(IReadOnlyList<int>? books, IReadOnlyList<string> followed, IReadOnlyList<string> preferred)
{
    private readonly Dictionary<string, int> ranks = preferred.Select(KeyValuePair.Create).ToDictionary(StringComparer.Ordinal);

    public Viewer Viewer { get; } = new(books is null ? BookSet.All : BookSet.Of(books), followed, preferred);

    public bool Sees(IndexDocument document) => books is null || books.Contains(document.Book) || followed.Contains(document.Key);

    public int RankOf(string key) => ranks.GetValueOrDefault(key, int.MaxValue);
}
