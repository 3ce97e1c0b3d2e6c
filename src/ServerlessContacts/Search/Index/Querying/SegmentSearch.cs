namespace ServerlessContacts.Search.Index;

/// <summary>Answers a query from one segment: counts its matches by section, and offers the best of each.</summary>
internal readonly ref struct SegmentSearch(SearchContext context, SearchedSegment searched)
{
    private readonly SearchContext context = context;
    private readonly Segment segment = searched.Segment;
    private readonly SegmentView view = searched.View;
    private readonly DeadDocuments dead = searched.Dead;

    public void Run()
    {
        var matches = new SegmentMatches(context, segment, new Sift(context, segment, view, dead)).Find();
        if (matches.All.IsEmpty)
        {
            return;
        }

        var open = new OpenMatches(segment, matches);
        FindPreferred(open);
        for (var section = 0; section < segment.Sections.Length; section++)
        {
            switch (view.Sections[section].Sight)
            {
                case SectionSight.None:
                    break;
                case SectionSight.Few when matches.All.Kind != SetKind.Array:
                    SearchSection(section, AmongFew(view.Sections[section].Few, open));
                    break;
                default:
                    SearchSection(section, open);
                    break;
            }
        }
    }

    private void SearchSection(int section, scoped in OpenMatches matches)
    {
        var (from, to) = (segment.Sections[section].Start, segment.SectionEnd(section));
        var total = new SectionCount(view, dead).Of(matches.All, from, to, view.Sections[section].Sight);
        if (total == 0)
        {
            return;
        }

        var hits = context.Answer.For(segment.Sections[section].Section, context.Query);
        hits.Total += total;
        if (hits.IsShown)
        {
            new SectionWalk(context, searched, hits, from, to).Run(matches);
        }
    }

    /// <summary>The matches among documents that are in sight.</summary>
    private OpenMatches AmongFew(int[] few, OpenMatches matches)
    {
        var all = context.Scratch.Integers(few.Length);
        few.CopyTo(all, 0);
        var count = Retained.Alive(dead, all.AsSpan(0, Retained.In(matches.All, all.AsSpan(0, few.Length))));
        var prefix = context.Scratch.Integers(count);
        all.AsSpan(0, count).CopyTo(prefix);
        var prefixes = Retained.In(matches.NamePrefix, prefix.AsSpan(0, count));
        return new OpenMatches(segment, DocumentSet.Of(all, count), DocumentSet.Of(prefix, prefixes), matches);
    }

    private void FindPreferred(scoped in OpenMatches matches)
    {
        context.Scratch.Preferred.Clear();
        foreach (var (document, rank) in view.Preferred)
        {
            if (matches.All.Contains(document) && !dead.Contains(document))
            {
                context.Scratch.Preferred.Add(new PreferredHit(ClassOf(document, matches), rank, document));
            }
        }
    }

    private HitClass ClassOf(int document, scoped in OpenMatches matches) =>
        matches.IsWhole(document, segment, context.Scratch.Terms) ? HitClass.WholeName
        : matches.NamePrefix.Contains(document) ? HitClass.NamePrefix
        : HitClass.Elsewhere;
}

/// <summary>A segment in a search: which it is, and what of it is seen and alive.</summary>
internal readonly record struct SearchedSegment(int Source, int Ordinal, Segment Segment, SegmentView View, DeadDocuments Dead);
