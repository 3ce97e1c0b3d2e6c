namespace ServerlessContacts.Search.Index;

/// <summary>Finds the matches in a segment: by the lists of grams, and where these do not suffice by the text of what they leave.</summary>
internal readonly ref struct SegmentMatches(SearchContext context, Segment segment, SegmentView view, DeadDocuments dead)
{
    /// <summary>So few are sorted out by sight first; beyond that counting in the list itself is faster.</summary>
    private const int SiftUpTo = 256;

    /// <summary>Of so few the class is read from their text rather than by lists.</summary>
    private const int ReadUpTo = 24;

    private readonly SearchContext context = context;

    public Matches Find()
    {
        var found = Term.Anywhere(context.Query, segment, context.Scratch);
        var documents = found.Documents;
        if (!documents.IsEmpty && (!found.IsExact || documents.Kind == SetKind.Array || documents.Count <= SiftUpTo))
        {
            documents = InSight(documents);
            documents = found.IsExact ? documents : WithText(documents);
        }

        return documents.IsEmpty || context.Query.Words.Count == 0 ? new Matches(documents, DocumentSet.Empty, DocumentSet.Empty)
            : documents.Kind == SetKind.Array && documents.Count <= ReadUpTo ? Read(documents)
            : new Matches(documents, NamePrefix(documents), segment.Grams.WholeName(context.Query.Whole));
    }

    private DocumentSet InSight(in DocumentSet set)
    {
        var documents = set.Documents!;
        var count = set.Count;
        if (set.Kind != SetKind.Array)
        {
            documents = context.Scratch.Integers(set.Count);
            segment.Open(set).Between(0, segment.Count).Fill(documents.AsSpan(0, count));
        }

        count = Retained.InBitmap(view.Visible, documents.AsSpan(0, count));
        return DocumentSet.Of(documents, Retained.Alive(dead, documents.AsSpan(0, count)));
    }

    /// <summary>Those in sight that hold the words; no other text is looked at.</summary>
    private DocumentSet WithText(in DocumentSet set)
    {
        var kept = 0;
        foreach (var document in set.Documents.AsSpan(0, set.Count))
        {
            if (context.Scratch.Terms.IsIn(segment.RecordOf(document).Text))
            {
                set.Documents![kept++] = document;
            }
        }

        return DocumentSet.Of(set.Documents!, kept);
    }

    private DocumentSet NamePrefix(in DocumentSet matches)
    {
        var found = Term.AtStartOfNames(context.Query, segment, context.Scratch);
        if (found.IsExact)
        {
            return found.Documents;
        }

        var documents = InSight(found.Documents);
        var inMatches = Retained.In(segment.Open(matches), documents.Documents.AsSpan(0, documents.Count), segment.Count);
        var kept = 0;
        foreach (var document in documents.Documents.AsSpan(0, inMatches))
        {
            if (context.Scratch.Terms.BeginsWordsOf(segment.RecordOf(document).Names))
            {
                documents.Documents![kept++] = document;
            }
        }

        return DocumentSet.Of(documents.Documents!, kept);
    }

    private Matches Read(in DocumentSet set)
    {
        var prefix = context.Scratch.Integers(set.Count);
        var whole = context.Scratch.Integers(set.Count);
        var (prefixes, wholes) = (0, 0);
        foreach (var document in set.Documents.AsSpan(0, set.Count))
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

        return new Matches(set, DocumentSet.Of(prefix, prefixes), DocumentSet.Of(whole, wholes));
    }
}
