namespace ServerlessContacts.Search.Index;

/// <summary>Finds the matches in a segment: by the lists of grams, and where these do not suffice by the text of what they leave.</summary>
internal readonly ref struct SegmentMatches(SearchContext context, Segment segment, Sift sift)
{
    /// <summary>So few are sorted out by sight first; beyond that counting in the list itself is faster.</summary>
    private const int SiftUpTo = 64;

    private readonly SearchContext context = context;
    private readonly Sift sift = sift;

    /// <summary>Every match in sight, and perhaps others that are not.</summary>
    public DocumentSet All()
    {
        var sets = context.Scratch.Words;
        var isExact = new Term(context, segment, sift, Place.Anywhere).Gather(sets);
        var found = AllOf.Of(sets, segment, context.Scratch);
        return !isExact ? sift.WithEveryWord(found)
            : found.Kind == SetKind.Array || found.Count <= SiftUpTo ? sift.InSight(found)
            : found;
    }

    public Matches Ranked(in DocumentSet all)
    {
        var whole = new WholeNames(context, segment, segment.Open(Whole()));
        var prefixes = Prefixes(all);
        var shortest = context.Scratch.Prefixes[0];
        return new Matches(segment.Open(all), all.Count < shortest.Count ? default : segment.Open(shortest), whole, prefixes);
    }

    private NamePrefixes Prefixes(in DocumentSet all)
    {
        var sets = context.Scratch.Prefixes;
        sets.Clear();
        if (context.Query.Words.Count == 0)
        {
            sets.Add(DocumentSet.Empty);
            return new NamePrefixes(context, segment, isExact: true);
        }

        var isExact = new Term(context, segment, sift, Place.StartOfNameWord).Gather(sets);
        if (context.Query.Conditions.Count > 0)
        {
            sets.Add(all);
        }

        PutShortestFirst(sets);
        return new NamePrefixes(context, segment, isExact);
    }

    private DocumentSet Whole()
    {
        context.Scratch.Writings.Clear();
        for (var i = 0; i < context.Query.WholeNames.Count; i++)
        {
            context.Scratch.Writings.Add(segment.Names.Named(context.Scratch.Terms.WholeName(i), context.Scratch));
        }

        return AnyOf.Of(context.Scratch.Writings, segment, context.Scratch);
    }

    private static void PutShortestFirst(List<DocumentSet> sets)
    {
        for (var i = 1; i < sets.Count; i++)
        {
            if (sets[i].Count < sets[0].Count)
            {
                (sets[0], sets[i]) = (sets[i], sets[0]);
            }
        }
    }
}
