namespace ServerlessContacts.Search.Index;

/// <summary>A bit for each document of a segment that a list admits: in sight, alive, in a section that is listed, and fulfilling the conditions.</summary>
internal readonly ref struct AdmittedDocuments(SearchContext context, ListingQuery listing, SearchedSegment searched)
{
    private readonly SearchContext context = context;
    private readonly Segment segment = searched.Segment;

    public ulong[] Find()
    {
        ulong[] admitted = [.. searched.View.Visible];
        LeaveOutSections(admitted);
        LeaveOutDead(admitted);
        if (listing.Conditions.Count > 0)
        {
            Keep(admitted, Fulfilling());
        }

        return admitted;
    }

    private void LeaveOutSections(ulong[] admitted)
    {
        for (var section = 0; section < segment.Sections.Length; section++)
        {
            if (!listing.Admits(segment.Sections[section].Section))
            {
                Bitmap.Clear(admitted, segment.Sections[section].Start, segment.SectionEnd(section));
            }
        }
    }

    private void LeaveOutDead(ulong[] admitted)
    {
        foreach (var document in searched.Dead.Latest)
        {
            Bitmap.Clear(admitted, document, document + 1);
        }

        for (var word = 0; word < searched.Dead.Older.Length; word++)
        {
            admitted[word] &= ~searched.Dead.Older[word];
        }
    }

    private ulong[] Fulfilling()
    {
        var found = new SegmentMatches(context, segment, new Sift(context, segment, searched.View, searched.Dead)).All();
        var documents = context.Scratch.Integers(found.Count + OpenSet.Slack);
        var bits = new ulong[Bitmap.WordCount(segment.Count)];
        foreach (var document in documents.AsSpan(0, segment.Open(found).CopyTo(documents)))
        {
            Bitmap.Set(bits, document);
        }

        return bits;
    }

    private static void Keep(ulong[] admitted, ulong[] others)
    {
        for (var word = 0; word < admitted.Length; word++)
        {
            admitted[word] &= others[word];
        }
    }
}
