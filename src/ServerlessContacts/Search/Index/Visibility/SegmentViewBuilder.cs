namespace ServerlessContacts.Search.Index;

/// <summary>Works out what a viewer sees of a segment: a pass over the books of its documents.</summary>
internal sealed class SegmentViewBuilder(Viewer viewer, Segment segment)
{
    /// <summary>So few are asked one by one whether they match, rather than all matches whether they are in sight.</summary>
    private const int Few = 512;

    private readonly ulong[] visible = new ulong[Bitmap.WordCount(segment.Count)];

    public SegmentView Build()
    {
        AddBooks();
        AddFollowed();
        var preferred = Preferred();
        return new SegmentView
        {
            Segment = segment,
            Visible = visible,
            Sections = [.. Enumerable.Range(0, segment.Sections.Length).Select(Section)],
            Preferred = preferred,
            PreferredFilter = preferred.Aggregate(0UL, (filter, entry) => filter | (1UL << entry.Document)),
            PreferredDocuments = [.. preferred.Select(entry => entry.Document).Order()],
        };
    }

    private void AddBooks()
    {
        var sees = new bool[segment.Books.Length];
        for (var i = 0; i < sees.Length; i++)
        {
            sees[i] = viewer.SeesBook(segment.Books[i]);
        }

        var books = segment.BookOfDocument;
        for (var document = 0; document < books.Length; document++)
        {
            if (sees[books[document]])
            {
                Bitmap.Set(visible, document);
            }
        }
    }

    private void AddFollowed()
    {
        foreach (var key in viewer.Followed)
        {
            if (segment.Find(key) is var document and >= 0)
            {
                Bitmap.Set(visible, document);
            }
        }
    }

    private (int Document, int Rank)[] Preferred()
    {
        var found = new List<(int, int)>();
        foreach (var (rank, key) in viewer.Preferred.Index())
        {
            if (segment.Find(key) is var document and >= 0 && Bitmap.Contains(visible, document))
            {
                found.Add((document, rank));
            }
        }

        return [.. found];
    }

    private SectionView Section(int section)
    {
        var (from, to) = (segment.Sections[section].Start, segment.SectionEnd(section));
        var count = Bitmap.Count(visible, from, to);
        if (count == to - from)
        {
            return new SectionView(SectionSight.All, []);
        }

        return count switch
        {
            0 => new SectionView(SectionSight.None, []),
            <= Few => new SectionView(SectionSight.Few, Documents(from, to, count)),
            _ => new SectionView(SectionSight.Some, []),
        };
    }

    private int[] Documents(int from, int to, int count)
    {
        var documents = new int[count];
        var cursor = new SetCursor(SetKind.Made, from, to) { Words = visible };
        cursor.Fill(documents);
        return documents;
    }
}
