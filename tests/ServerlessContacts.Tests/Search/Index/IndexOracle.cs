using System.Globalization;
using System.Text;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>What a query finds according to the plain meaning of its contract: every document is looked at, with strings.</summary>
internal sealed class IndexOracle(IReadOnlyCollection<IndexDocument> documents, Sightseer viewer)
{
    public string Answer(IndexQuery query, int limit)
    {
        var answer = new StringBuilder();
        var matches = documents.Where(document => viewer.Sees(document) && Matches(document, query)).ToList();
        answer.Append(CultureInfo.InvariantCulture, $"{matches.Count}");
        foreach (var section in matches.GroupBy(document => document.Section).OrderBy(section => section.Key))
        {
            answer.Append(CultureInfo.InvariantCulture, $" | {section.Key}: {section.Count()} =");
            foreach (var (hitClass, _, document) in Ordered(section, query).Take(limit))
            {
                answer.Append(CultureInfo.InvariantCulture, $" {(int)hitClass}{document.Key}");
            }
        }

        return answer.ToString();
    }

    private IEnumerable<(HitClass Class, int Rank, IndexDocument Document)> Ordered(IEnumerable<IndexDocument> section, IndexQuery query) =>
        section.Select(document => (Class: ClassOf(document, query), Rank: viewer.RankOf(document.Key), Document: document))
            .OrderBy(hit => hit.Class)
            .ThenBy(hit => hit.Rank)
            .ThenByDescending(hit => hit.Document.Boost)
            .ThenBy(hit => Convert.ToHexString(hit.Document.SortKey.Span), StringComparer.Ordinal)
            .ThenBy(hit => Convert.ToHexString(Encoding.UTF8.GetBytes(hit.Document.Key)), StringComparer.Ordinal);

    private static bool Matches(IndexDocument document, IndexQuery query) =>
        query.Words.All(word => word.Any(writing => document.Names.Concat(document.Others).Any(line => line.Contains(writing, StringComparison.Ordinal))));

    private static HitClass ClassOf(IndexDocument document, IndexQuery query)
    {
        var wholes = query.WholeNames.Select(whole => whole.Replace(" ", "", StringComparison.Ordinal)).ToList();
        return query.Words.Count == 0 ? HitClass.Elsewhere
            : document.Names.Any(name => wholes.Contains(name.Replace(" ", "", StringComparison.Ordinal))) ? HitClass.WholeName
            : query.Words.All(word => word.Any(writing => document.Names.Any(name => BeginsAWord(name, writing)))) ? HitClass.NamePrefix
            : HitClass.Elsewhere;
    }

    private static bool BeginsAWord(string name, string writing) =>
        Enumerable.Range(0, name.Length).Any(at => name.AsSpan(at).StartsWith(writing, StringComparison.Ordinal) && (at == 0 || !IsInWord(name, at - 1)));

    private static bool IsInWord(string name, int at) =>
        char.IsLetterOrDigit(name, char.IsLowSurrogate(name[at]) && at > 0 ? at - 1 : at)
        || char.GetUnicodeCategory(name, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}

/// <summary>A viewer as plain sets.</summary>
internal sealed record Sightseer(IReadOnlyList<int>? Books, IReadOnlyList<string> Followed, IReadOnlyList<string> Preferred)
{
    public Viewer Viewer { get; } = new(Books is null ? BookSet.All : BookSet.Of(Books), Followed, Preferred);

    public bool Sees(IndexDocument document) => Books is null || Books.Contains(document.Book) || Followed.Contains(document.Key);

    public int RankOf(string key) => Preferred.Contains(key) ? Preferred.TakeWhile(other => other != key).Count() : int.MaxValue;
}
