namespace ServerlessContacts.Search.Index;

/// <summary>Answers a query from one segment: counts its matches by section, and offers the best of each.</summary>
internal readonly ref struct SegmentSearch(SearchContext context, int source, int ordinal)
{
    private readonly SearchContext context = context;
    private readonly Segment segment = context.Versions[source].Segments[ordinal].Segment;
    private readonly DeadDocuments dead = context.Versions[source].Segments[ordinal].Dead;
    private readonly SegmentView view = context.Viewer.In(context.Versions[source].Segments[ordinal].Segment);

    public void Run()
    {
        var matches = new SegmentMatches(context, segment, view, dead).Find();
        if (matches.Documents.IsEmpty)
        {
            return;
        }

        FindPreferred(matches);
        for (var section = 0; section < segment.Sections.Length; section++)
        {
            if (view.Sections[section].Sight != SectionSight.None)
            {
                SearchSection(section, matches);
            }
        }
    }

    private void SearchSection(int section, in Matches matches)
    {
        var (from, to) = (segment.Sections[section].Start, segment.SectionEnd(section));
        var here = view.Sections[section].Sight == SectionSight.Few ? AmongFew(view.Sections[section].Few, matches) : matches;
        var total = new SectionCount(segment, view, dead).Of(here.Documents, from, to, view.Sections[section].Sight);
        if (total == 0)
        {
            return;
        }

        var hits = context.Answer.For(segment.Sections[section].Section, context.Query);
        hits.Total += total;
        if (hits.IsShown)
        {
            var walk = new SectionWalk(context, segment, view, dead, here, hits) { Source = source, Ordinal = ordinal, From = from, To = to };
            walk.Run();
        }
    }

    /// <summary>The matches among documents that are in sight.</summary>
    private Matches AmongFew(int[] few, in Matches matches)
    {
        if (matches.Documents.Kind == SetKind.Array)
        {
            return matches;
        }

        var documents = context.Scratch.Integers(few.Length);
        few.CopyTo(documents, 0);
        var count = Retained.In(segment.Open(matches.Documents), documents.AsSpan(0, few.Length), segment.Count);
        count = Retained.Alive(dead, documents.AsSpan(0, count));
        var prefix = context.Scratch.Integers(count);
        documents.AsSpan(0, count).CopyTo(prefix);
        var prefixes = Retained.In(segment.Open(matches.NamePrefix), prefix.AsSpan(0, count), segment.Count);
        return matches with { Documents = DocumentSet.Of(documents, count), NamePrefix = DocumentSet.Of(prefix, prefixes) };
    }

    private void FindPreferred(in Matches matches)
    {
        context.Scratch.Preferred.Clear();
        if (view.Preferred.Length == 0)
        {
            return;
        }

        var all = segment.Open(matches.Documents);
        foreach (var (document, rank) in view.Preferred)
        {
            if (all.Contains(document) && !dead.Contains(document))
            {
                context.Scratch.Preferred.Add(new PreferredHit(ClassOf(document, matches), rank, document));
            }
        }
    }

    private HitClass ClassOf(int document, in Matches matches) =>
        IsWhole(document, matches) ? HitClass.WholeName
        : segment.Open(matches.NamePrefix).Contains(document) ? HitClass.NamePrefix
        : HitClass.Elsewhere;

    private bool IsWhole(int document, in Matches matches) =>
        !matches.Whole.IsEmpty
        && segment.Open(matches.Whole).Contains(document)
        && context.Scratch.Terms.IsWholeName(segment.RecordOf(document).Names);
}
