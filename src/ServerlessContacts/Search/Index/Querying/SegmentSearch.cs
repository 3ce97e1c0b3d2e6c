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
        SearchFewOfSections(matches);
        CountSections(matches);
        new SectionWalk(context, searched).Run(matches);
    }

    /// <summary>Of sections of which few documents are in sight these are asked whether they match, rather than the matches whether they are in sight.</summary>
    private void SearchFewOfSections(scoped in Matches matches)
    {
        for (var section = 0; section < segment.Sections.Length; section++)
        {
            if (IsAskedOneByOne(section, matches.All))
            {
                var some = InSight(section, matches.All);
                context.Scratch.Sections.Clear();
                Count(section, some, view.Sections[section]);
                new SectionWalk(context, searched).Run(matches.Only(some));
            }
        }
    }

    private void CountSections(scoped in Matches matches)
    {
        context.Scratch.Sections.Clear();
        for (var section = 0; section < segment.Sections.Length; section++)
        {
            if (view.Sections[section].Sight != SectionSight.None && !IsAskedOneByOne(section, matches.All))
            {
                Count(section, matches.All, view.Sections[section]);
            }
        }
    }

    private void Count(int section, scoped in OpenSet matches, in SectionView seen)
    {
        var (from, to) = (segment.Sections[section].Start, segment.SectionEnd(section));
        var total = new SectionCount(view, dead).Of(matches, from, to, seen);
        if (total == 0)
        {
            return;
        }

        var hits = context.Answer.For(segment.Sections[section].Section, context.Query);
        hits.Total += total;
        if (hits.IsShown)
        {
            context.Scratch.Sections.Add(new SectionRange(from, to, seen.Sight == SectionSight.All, hits));
        }
    }

    private bool IsAskedOneByOne(int section, scoped in OpenSet all)
    {
        var (sight, few) = view.Sections[section];
        return sight == SectionSight.Few && !all.IsArray
            && (!all.IsBitmap || few.Length < Bitmap.WordCount(segment.SectionEnd(section) - segment.Sections[section].Start));
    }

    private OpenSet InSight(int section, scoped in OpenSet all)
    {
        var (from, to) = (segment.Sections[section].Start, segment.SectionEnd(section));
        var few = view.Sections[section].Documents;
        var matches = all.IsBitmap ? 0 : all.CountBetween(from, to);
        var documents = context.Scratch.Integers(Math.Max(few.Length, matches + OpenSet.Slack));
        if (all.IsLookedUpFaster(few.Length, matches))
        {
            few.CopyTo(documents, 0);
            matches = Retained.In(all, documents.AsSpan(0, few.Length));
        }
        else
        {
            matches = Retained.InBitmap(view.Visible, documents.AsSpan(0, all.Between(from, to).FillAll(documents)));
        }

        return segment.Open(DocumentSet.Of(documents, Retained.Alive(dead, documents.AsSpan(0, matches))));
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

/// <summary>A section of which something is shown, and whether all of it is in sight.</summary>
internal readonly record struct SectionRange(int From, int To, bool IsWhollySeen, SectionHits Hits);
