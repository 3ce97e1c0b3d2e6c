using System.Numerics;

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
        var finder = new SegmentMatches(context, segment, new Sift(context, segment, view, dead));
        var all = finder.All();
        if (all.IsEmpty)
        {
            return;
        }

        var matches = finder.Ranked(all);
        FindPreferred(matches);
        for (var section = 0; section < segment.Sections.Length; section++)
        {
            switch (view.Sections[section].Sight)
            {
                case SectionSight.None:
                    break;
                case SectionSight.Few when IsAskedOneByOne(section, matches.All):
                    SearchSection(section, matches.Only(AmongFew(view.Sections[section].Documents, matches.All)));
                    break;
                default:
                    SearchSection(section, matches);
                    break;
            }
        }
    }

    private void SearchSection(int section, scoped in Matches matches)
    {
        var (from, to) = (segment.Sections[section].Start, segment.SectionEnd(section));
        var total = new SectionCount(view, dead).Of(matches.All, from, to, view.Sections[section]);
        if (total == 0)
        {
            return;
        }

        var hits = context.Answer.For(segment.Sections[section].Section, context.Query);
        hits.Total += total;
        if (hits.IsShown)
        {
            var isWhollySeen = view.Sections[section].Sight == SectionSight.All;
            new SectionWalk(context, searched, hits, new SectionRange(from, to, isWhollySeen)).Run(matches);
        }
    }

    /// <summary>Whether the few documents in sight are asked whether they match, rather than the matches whether they are in sight.</summary>
    private bool IsAskedOneByOne(int section, scoped in OpenSet all) =>
        !all.IsArray && (all.Words.IsEmpty || view.Sections[section].Documents.Length < (segment.SectionEnd(section) - segment.Sections[section].Start) / 64);

    private OpenSet AmongFew(int[] few, scoped in OpenSet all)
    {
        var documents = context.Scratch.Integers(few.Length);
        few.CopyTo(documents, 0);
        var count = Retained.In(all, documents.AsSpan(0, few.Length));
        return segment.Open(DocumentSet.Of(documents, Retained.Alive(dead, documents.AsSpan(0, count))));
    }

    private void FindPreferred(scoped in Matches matches)
    {
        context.Scratch.Preferred.Clear();
        for (var block = 0; block < view.Preferred.BlockCount; block++)
        {
            for (var bits = context.Scratch.Terms.MayBeIn(view.Preferred, block); bits != 0; bits &= bits - 1)
            {
                AddPreferred((block * PreferredDocuments.BlockLength) + BitOperations.TrailingZeroCount(bits), matches);
            }
        }
    }

    private void AddPreferred(int at, scoped in Matches matches)
    {
        var (document, rank) = view.Preferred[at];
        if (matches.All.Contains(document) && !dead.Contains(document))
        {
            context.Scratch.Preferred.Add(new PreferredHit(matches.ClassOf(document), rank, document));
        }
    }
}

/// <summary>A segment in a search: which it is, and what of it is seen and alive.</summary>
internal readonly record struct SearchedSegment(int Source, int Ordinal, Segment Segment, SegmentView View, DeadDocuments Dead);
