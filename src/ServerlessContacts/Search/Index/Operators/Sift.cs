namespace ServerlessContacts.Search.Index;

/// <summary>
/// Keeps the documents that are in sight and alive, then those whose text is what was asked. So no text is read that the viewer may not see.
/// </summary>
internal readonly ref struct Sift(SearchContext context, Segment segment, SegmentView view, DeadDocuments dead)
{
    private readonly SearchContext context = context;

    public DocumentSet InSight(in DocumentSet set)
    {
        var documents = set.Documents;
        var count = set.Count;
        if (set.Kind != SetKind.Array)
        {
            documents = context.Scratch.Integers(set.Count + OpenSet.Slack);
            count = segment.Open(set).CopyTo(documents);
        }

        count = Retained.InBitmap(view.Visible, documents.AsSpan(0, count));
        return DocumentSet.Of(documents, Retained.Alive(dead, documents.AsSpan(0, count)));
    }

    public DocumentSet WithWriting(in DocumentSet set, int word, int writing, Place place)
    {
        var found = InSight(set);
        var kept = 0;
        foreach (var document in found.Documents.AsSpan(0, found.Count))
        {
            var record = segment.RecordOf(document);
            if (place == Place.Anywhere ? context.Scratch.Terms.IsIn(record.Text, word, writing) : context.Scratch.Terms.BeginsAWordOf(record.Names, word, writing))
            {
                found.Documents[kept++] = document;
            }
        }

        return DocumentSet.Of(found.Documents, kept);
    }

    public DocumentSet WithEveryWord(in DocumentSet set)
    {
        var found = InSight(set);
        var kept = 0;
        foreach (var document in found.Documents.AsSpan(0, found.Count))
        {
            if (context.Scratch.Terms.AreIn(segment.RecordOf(document).Text))
            {
                found.Documents[kept++] = document;
            }
        }

        return DocumentSet.Of(found.Documents, kept);
    }
}
