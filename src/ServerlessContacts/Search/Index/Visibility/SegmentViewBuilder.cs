namespace ServerlessContacts.Search.Index;

/// <summary>Works out what a viewer sees of a segment: a pass over the books of its documents.</summary>
internal sealed class SegmentViewBuilder(Viewer viewer, Segment segment)
{
    /// <summary>So few documents of a section are known one by one, or one in so many of a large one.</summary>
    private const int Few = 512;
    private const int FewShare = 64;

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
            PreferredSketch = new TextSketch(segment, [.. preferred.Select(entry => entry.Document)]),
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
        var seen = Bitmap.Count(visible, from, to);
        var (hidden, few) = (to - from - seen, Math.Max(Few, (to - from) / FewShare));
        if (seen == 0 || hidden == 0)
        {
            return new SectionView(seen == 0 ? SectionSight.None : SectionSight.All, []);
        }

        return seen <= few ? Sketched(Documents(visible, from, to, seen))
            : hidden <= few ? new SectionView(SectionSight.Most, Documents(Array.ConvertAll(visible, word => ~word), from, to, hidden))
            : new SectionView(SectionSight.Some, []);
    }

    private SectionView Sketched(int[] few) => new(SectionSight.Few, few, new TextSketch(segment, few));

    private static int[] Documents(ulong[] bits, int from, int to, int count)
    {
        var documents = new int[count];
        SetCursor.OfBits(bits, from, to).Fill(documents);
        return documents;
    }
}
