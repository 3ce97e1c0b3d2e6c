using System.Diagnostics;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>One query over the indexes in sight: what matches, counted and ranked by section.</summary>
internal sealed class SectionedSearch(SearchQuery query, SearchContinuation? continuation, IndexSearch search, ShownContacts contacts, Seen seen)
{
    private readonly QueryTerms terms = QueryTerms.Parse(query.Text);
    private readonly IndexAnswer found = new();

    public SearchAnswer Answer()
    {
        var start = Stopwatch.GetTimestamp();
        search.Search(seen.Indexes, IndexQuery(), seen.Viewer, found);
        var took = Stopwatch.GetElapsedTime(start);
        var sections = Sections();
        var more = sections.Where(section => section.HasMore).Take(SearchContinuation.MaxSections).ToList();
        return new SearchAnswer
        {
            Total = sections.Sum(section => section.Total),
            Sections = [.. from section in sections where section.Hits.Count > 0 select Section(section)],
            Continuation = more.Count == 0 ? null : Continue(more.Select(Position)),
            Version = seen.Version,
            IndexTime = took,
        };
    }

    private IndexQuery IndexQuery() => new()
    {
        Words = [.. terms.Terms.Select(term => term.Alternatives)],
        WholeNames = terms.Wholes,
        Conditions = Conditions.Of(query),
        Limit = query.Limit,
        After = continuation is null ? null : [.. from position in continuation.Sections from number in NumbersOf(position.Section) select position.In(number)],
    };

    /// <summary>Contacts of the group that was asked for lie in the sections of their first groups.</summary>
    private IEnumerable<int> NumbersOf(SectionKey section) =>
        from known in seen.Common.Sections.All where Shown(known.Key) == section select known.Number;

    private SectionKey Shown(SectionKey section) =>
        query.Group is { } asked && section.Group is not null ? new SectionKey(ContactScope.Shared, asked) : section;

    private List<FoundSection> Sections()
    {
        var sections = new SortedDictionary<SectionKey, FoundSection>();
        for (var at = 0; at < found.SectionCount; at++)
        {
            var summary = found.Section(at);
            var key = Shown(seen.Common.Sections[summary.Section]);
            if (query.Scope is null || key.Scope == query.Scope)
            {
                var section = new FoundSection(key, summary.Total, [.. found.Hits(at)], summary.HasMore);
                sections[key] = sections.TryGetValue(key, out var others) ? section.And(others, seen.Indexes, query.Limit) : section;
            }
        }

        return [.. sections.Values];
    }

    private SearchSection Section(FoundSection section) => new(section.Key.Scope, section.Key.Group, section.Total, [.. section.Hits.Select(Item)]);

    private SearchItem Item(Hit hit)
    {
        var shown = contacts.Of(seen.Indexes[hit.Source], hit);
        return new SearchItem(shown.Document, query.Highlight ? Highlighter.Of(shown, terms.Terms) : []);
    }

    private SectionPosition Position(FoundSection section) =>
        SectionPosition.Of(section.Key, seen.Indexes[section.Hits[^1].Source].PositionOf(0, section.Hits[^1]));

    private string Continue(IEnumerable<SectionPosition> positions) =>
        Continuations.Write(new SearchContinuation(SearchContinuation.Fingerprint(query), [.. positions]));
}

/// <summary>What was found of a section.</summary>
internal sealed record FoundSection(SectionKey Key, int Total, IReadOnlyList<Hit> Hits, bool HasMore)
{
    /// <summary>Both as one.</summary>
    public FoundSection And(FoundSection other, IndexVersion[] indexes, int limit)
    {
        var order = Comparer<Hit>.Create((x, y) => HitOrder.Compare(x, y, indexes));
        List<Hit> both = [.. Hits.Concat(other.Hits).Order(order)];
        return new FoundSection(Key, Total + other.Total, [.. both.Take(limit)], HasMore || other.HasMore || both.Count > limit);
    }
}
