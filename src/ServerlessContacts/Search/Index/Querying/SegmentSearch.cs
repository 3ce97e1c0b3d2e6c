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

        var open = segment.Open(all);
        FindPreferred(open);
        if (open.IsArray && open.Count <= ReadWalk.Most)
        {
            CountSections(open);
            new ReadWalk(context, searched).Run(open.Documents);
            return;
        }

        var matches = finder.Ranked(all);
        SearchFewOfSections(matches);
        CountSections(open);
        new SectionWalk(context, searched).Run(matches);
    }

    /// <summary>Of sections of which few documents are in sight these are asked whether they match, rather than the matches whether they are in sight.</summary>
    private void SearchFewOfSections(scoped in Matches matches)
    {
        for (var section = 0; section < segment.Sections.Length; section++)
        {
            if (IsAskedOneByOne(section, matches.All))
            {
                context.Scratch.Sections.Clear();
                SearchFew(section, InSight(view.Sections[section], matches.All), matches);
            }
        }
    }

    private void SearchFew(int section, scoped in OpenSet few, scoped in Matches matches)
    {
        Count(section, few, view.Sections[section]);
        if (few.Count <= ReadWalk.Most)
        {
            new ReadWalk(context, searched).Run(few.Documents);
        }
        else
        {
            new SectionWalk(context, searched).Run(matches.Only(few));
        }
    }

    private void CountSections(scoped in OpenSet all)
    {
        context.Scratch.Sections.Clear();
        for (var section = 0; section < segment.Sections.Length; section++)
        {
            if (view.Sections[section].Sight != SectionSight.None && !IsAskedOneByOne(section, all))
            {
                Count(section, all, view.Sections[section]);
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

    private bool IsAskedOneByOne(int section, scoped in OpenSet all) => view.Sections[section].Sight == SectionSight.Few && !all.IsArray;

    private OpenSet InSight(in SectionView section, scoped in OpenSet all)
    {
        var documents = context.Scratch.Integers(section.Documents.Length + OpenSet.Slack);
        var count = 0;
        var mayMatch = SetCursor.OfBits(context.Scratch.Terms.MayBeIn(section.Sketch!), 0, section.Documents.Length);
        foreach (var at in documents.AsSpan(0, mayMatch.FillAll(documents)))
        {
            documents[count++] = section.Documents[at];
        }

        count = Retained.In(all, documents.AsSpan(0, count));
        return segment.Open(DocumentSet.Of(documents, Retained.Alive(dead, documents.AsSpan(0, count))));
    }

    private void FindPreferred(scoped in OpenSet all)
    {
        context.Scratch.Preferred.Clear();
        var mayMatch = context.Scratch.Terms.MayBeIn(view.PreferredSketch);
        for (var i = 0; i < view.Preferred.Length; i++)
        {
            if (Bitmap.Contains(mayMatch, i))
            {
                AddPreferred(view.Preferred[i].Document, view.Preferred[i].Rank, all);
            }
        }
    }

    private void AddPreferred(int document, int rank, scoped in OpenSet all)
    {
        if (IsMatch(document, all) && !dead.Contains(document))
        {
            context.Scratch.Preferred.Add(new PreferredHit(context.Scratch.Terms.ClassOf(segment.RecordOf(document).Names), rank, document));
        }
    }

    /// <summary>The texts of preferred documents are read again and again, where each packed list is another.</summary>
    private bool IsMatch(int document, scoped in OpenSet all) =>
        all.IsPacked ? context.Scratch.Terms.AreIn(segment.RecordOf(document).Text) : all.Contains(document);
}

/// <summary>A segment in a search: which it is, and what of it is seen and alive.</summary>
internal readonly record struct SearchedSegment(int Source, int Ordinal, Segment Segment, SegmentView View, DeadDocuments Dead);

/// <summary>A section of which something is shown, and whether all of it is in sight.</summary>
internal readonly record struct SectionRange(int From, int To, bool IsWhollySeen, SectionHits Hits);
