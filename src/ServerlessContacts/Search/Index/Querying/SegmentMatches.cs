namespace ServerlessContacts.Search.Index;

/// <summary>Finds the matches in a segment: by the lists of grams, and where these do not suffice by the text of what they leave.</summary>
internal readonly ref struct SegmentMatches(SearchContext context, Segment segment, Sift sift)
{
    /// <summary>So few are sorted out by sight first; beyond that counting in the list itself is faster.</summary>
    private const int SiftUpTo = 256;

    /// <summary>Of so few the class is read from their text rather than by lists.</summary>
    private const int ReadUpTo = 12;

    /// <summary>So few are compared as whole names at once, and mostly none is left; of more, when they are about to be shown.</summary>
    private const int CompareUpTo = 64;

    private readonly SearchContext context = context;
    private readonly Sift sift = sift;

    public Matches Find()
    {
        var found = new Term(context, segment, sift, Place.Anywhere).OfEveryWord();
        var all = !found.IsExact ? sift.WithEveryWord(found.Documents, Place.Anywhere)
            : found.Documents.Kind == SetKind.Array || found.Documents.Count <= SiftUpTo ? sift.InSight(found.Documents)
            : found.Documents;
        if (all.IsEmpty || context.Query.Words.Count == 0)
        {
            return new Matches(all, DocumentSet.Empty, DocumentSet.Empty, true);
        }

        return all.Kind == SetKind.Array && all.Count <= ReadUpTo ? Read(all) : Listed(all);
    }

    private Matches Listed(in DocumentSet all)
    {
        var whole = Whole();
        return whole.Count > CompareUpTo
            ? new Matches(all, NamePrefix(all), whole, false)
            : new Matches(all, NamePrefix(all), sift.WithWholeName(Among(InArray(whole), all)), true);
    }

    private DocumentSet NamePrefix(in DocumentSet all)
    {
        var isNarrower = all.Kind == SetKind.Array || context.Query.Conditions.Count > 0;
        var found = new Term(context, segment, sift, Place.StartOfNameWord).OfEveryWord(isNarrower ? all : null);
        return found.IsExact ? found.Documents : sift.WithEveryWord(found.Documents, Place.StartOfNameWord);
    }

    private DocumentSet Whole()
    {
        context.Scratch.Writings.Clear();
        for (var i = 0; i < context.Query.WholeNames.Count; i++)
        {
            context.Scratch.Writings.Add(segment.Grams.WholeName(context.Query.WholeNames[i]));
        }

        return AnyOf.Of(context.Scratch.Writings, segment, context.Scratch);
    }

    private DocumentSet InArray(in DocumentSet set)
    {
        if (set.Kind == SetKind.Array)
        {
            return set;
        }

        var documents = context.Scratch.Integers(set.Count + OpenSet.Slack);
        return DocumentSet.Of(documents, segment.Open(set).CopyTo(documents));
    }

    /// <summary>Those of an array that are in another set; the array is used up.</summary>
    private DocumentSet Among(in DocumentSet array, in DocumentSet others) =>
        DocumentSet.Of(array.Documents, Retained.In(segment.Open(others), array.Documents.AsSpan(0, array.Count)));

    private Matches Read(in DocumentSet all)
    {
        var prefix = context.Scratch.Integers(all.Count);
        var whole = context.Scratch.Integers(all.Count);
        var (prefixes, wholes) = (0, 0);
        foreach (var document in all.Documents.AsSpan(0, all.Count))
        {
            switch (context.Scratch.Terms.ClassOf(segment.RecordOf(document).Names))
            {
                case HitClass.WholeName:
                    whole[wholes++] = document;
                    break;
                case HitClass.NamePrefix:
                    prefix[prefixes++] = document;
                    break;
                default:
                    break;
            }
        }

        return new Matches(all, DocumentSet.Of(prefix, prefixes), DocumentSet.Of(whole, wholes), true);
    }
}
