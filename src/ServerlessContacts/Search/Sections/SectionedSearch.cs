using System.Runtime.InteropServices;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>One query over the snapshots in sight: what matches, counted and ranked by section.</summary>
internal sealed class SectionedSearch(SearchQuery query, SearchContinuation? continuation)
{
    private readonly QueryTerms terms = QueryTerms.Parse(query.Text);
    private readonly DocumentFilter filter = DocumentFilter.Of(query);
    private readonly Dictionary<SectionKey, SectionHits> sections = [];

    public void Scan(PartitionSnapshot snapshot)
    {
        foreach (var document in snapshot.ByName.Span)
        {
            if (terms.Match(document.Text) && filter.Admits(document))
            {
                Section(SectionKey.Of(document, query.Group)).Add(snapshot, new Candidate(terms.Class(document.Text), document));
            }
        }
    }

    public SearchAnswer Answer(Positions version)
    {
        var shown = sections.OrderBy(section => section.Key)
            .Select(section => (section.Key, Hits: section.Value, Items: section.Value.Items()))
            .ToList();
        var more = shown.Where(section => section.Hits.HasMore).Take(SearchContinuation.MaxSections).ToList();
        return new SearchAnswer
        {
            Total = sections.Values.Sum(hits => hits.Total),
            Sections = [.. from section in shown where section.Items.Count > 0 select Section(section.Key, section.Hits.Total, section.Items)],
            Continuation = more.Count == 0 ? null : Continue(more.Select(section => SectionPosition.Of(section.Key, section.Items[^1]))),
            Version = version,
        };
    }

    private SectionHits Section(SectionKey key)
    {
        ref var hits = ref CollectionsMarshal.GetValueRefOrAddDefault(sections, key, out _);
        return hits ??= continuation is null ? SectionHits.First(query.Limit) : Continued(key);
    }

    private SectionHits Continued(SectionKey key) =>
        continuation!.Sections.FirstOrDefault(position => position.Section == key) is { } after
            ? SectionHits.After(after, query.Limit)
            : SectionHits.Finished();

    private SearchSection Section(SectionKey key, int total, IReadOnlyList<Candidate> items) =>
        new(key.Scope, key.Group, total, [.. items.Select(item => Item(item.Document))]);

    private SearchItem Item(SearchDocument document) =>
        new(document.Shown, query.Highlight ? Highlighter.Of(document.Contact, terms.Terms) : []);

    private string Continue(IEnumerable<SectionPosition> positions) =>
        Continuations.Write(new SearchContinuation(SearchContinuation.Fingerprint(query), [.. positions]));
}
