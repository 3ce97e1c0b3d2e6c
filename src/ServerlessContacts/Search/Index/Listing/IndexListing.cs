namespace ServerlessContacts.Search.Index;

/// <summary>Lists documents page by page in any order.</summary>
public sealed class IndexListing
{
    /// <summary>So few are sorted as they are; of more, the segment's order is walked until a page is full.</summary>
    private const int Few = 1024;

    private readonly ScratchPool pool = new();

    public ListingPage List(ReadOnlySpan<IndexVersion> versions, ListingQuery listing, Viewer viewer)
    {
        var scratch = pool.Take();
        var conditions = new IndexQuery { Words = [], Conditions = listing.Conditions };
        scratch.Terms.Prepare(conditions);
        var page = new PageBuilder(listing);
        foreach (var version in versions)
        {
            if (listing.Only is { } only)
            {
                AddOnly(page, version, only, listing, viewer, scratch.Terms);
                continue;
            }

            foreach (var (segment, dead) in version.Segments)
            {
                scratch.Reset();
                var context = new SearchContext(versions, conditions, viewer, new IndexAnswer(), scratch);
                Add(page, segment, new AdmittedDocuments(context, listing, new SearchedSegment(0, 0, segment, viewer.In(segment), dead)).Find(), listing);
            }

            AddOverlay(page, version, listing, viewer, scratch.Terms);
        }

        pool.GiveBack(scratch);
        return page.Finish();
    }

    private static void AddOnly(PageBuilder page, IndexVersion version, IReadOnlyCollection<string> only, ListingQuery listing, Viewer viewer, PreparedTerms conditions)
    {
        foreach (var key in only)
        {
            if (version.TryFind(key, out var found) && listing.Admits(found.Section) && viewer.Sees(found.Book, key) && conditions.AreIn(found.Record.Text))
            {
                page.Total++;
                page.Offer(found.Record);
            }
        }
    }

    private static void Add(PageBuilder page, Segment segment, ulong[] admitted, ListingQuery listing)
    {
        var count = Bitmap.Count(admitted, 0, segment.Count);
        page.Total += count;
        if (count <= Few)
        {
            var cursor = SetCursor.OfBits(admitted, 0, segment.Count);
            Span<int> documents = stackalloc int[Few];
            foreach (var document in documents[..cursor.Fill(documents[..count])])
            {
                page.Offer(segment.RecordOf(document));
            }

            return;
        }

        var order = SegmentOrder.Of(segment, listing.Order);
        for (var (at, taken) = (Start(order, segment, listing), 0); at < order.Length && taken <= listing.Limit; at++)
        {
            if (Bitmap.Contains(admitted, order[at]))
            {
                page.Offer(segment.RecordOf(order[at]));
                taken++;
            }
        }
    }

    private static void AddOverlay(PageBuilder page, IndexVersion version, ListingQuery listing, Viewer viewer, PreparedTerms conditions)
    {
        foreach (var document in version.Overlay)
        {
            if (listing.Admits(document.Section) && viewer.Sees(document.Book, document.Key) && conditions.AreIn(document.Record.Text))
            {
                page.Total++;
                page.Offer(document.Record);
            }
        }
    }

    /// <summary>The first behind the page before.</summary>
    private static int Start(ReadOnlySpan<int> order, Segment segment, ListingQuery listing)
    {
        var (low, high) = (0, listing.After is null ? 0 : order.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = listing.Order.Compare(listing.After!, segment.RecordOf(order[middle])) < 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
