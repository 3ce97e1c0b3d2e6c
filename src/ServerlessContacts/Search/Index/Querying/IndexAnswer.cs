namespace ServerlessContacts.Search.Index;

/// <param name="Total">All matches in sight, whether shown or not.</param>
public readonly record struct SectionTotal(int Section, int Total, int Count, bool HasMore);

/// <summary>What a query found: room that its owner uses for one query after the other. Sections come in their order; those without matches are left out.</summary>
public sealed class IndexAnswer
{
    private readonly List<SectionHits> sections = [];
    private readonly List<SectionHits> spare = [];

    public int Total { get; private set; }

    public int SectionCount => sections.Count;

    public SectionTotal Section(int at) => sections[at].Summary;

    /// <summary>The best of a section, the best first.</summary>
    public ReadOnlySpan<Hit> Hits(int at) => sections[at].Shown;

    internal void Begin()
    {
        spare.AddRange(sections);
        sections.Clear();
        Total = 0;
    }

    internal SectionHits For(int section, IndexQuery query)
    {
        var at = 0;
        while (at < sections.Count && sections[at].Section < section)
        {
            at++;
        }

        if (at == sections.Count || sections[at].Section != section)
        {
            sections.Insert(at, Spare(section, query));
        }

        return sections[at];
    }

    internal void End()
    {
        for (var at = sections.Count - 1; at >= 0; at--)
        {
            Total += sections[at].Total;
            if (sections[at].Total == 0)
            {
                spare.Add(sections[at]);
                sections.RemoveAt(at);
            }
        }
    }

    private SectionHits Spare(int section, IndexQuery query)
    {
        if (spare.Count == 0)
        {
            spare.Add(new SectionHits());
        }

        var hits = spare[^1];
        spare.RemoveAt(spare.Count - 1);
        hits.Begin(section, query);
        return hits;
    }
}
