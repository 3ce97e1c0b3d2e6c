namespace ServerlessContacts.Search.Index;

/// <summary>The first documents behind a position, of those that several segments offer, and one more to tell whether there are further ones.</summary>
internal sealed class PageBuilder(ListingQuery listing)
{
    private readonly List<ListedDocument> documents = [];

    public int Total { get; set; }

    public void Offer(in Record record)
    {
        if (listing.After is null || listing.Order.Compare(listing.After, record) < 0)
        {
            var at = Place(record);
            if (at <= listing.Limit)
            {
                documents.Insert(at, Listed(record, listing.Order));
                documents.RemoveRange(Math.Min(documents.Count, listing.Limit + 1), documents.Count - Math.Min(documents.Count, listing.Limit + 1));
            }
        }
    }

    public ListingPage Finish() => new(Total, [.. documents.Take(listing.Limit)], documents.Count > listing.Limit);

    private static ListedDocument Listed(in Record record, DocumentOrder order) =>
        new(record.Payload.ToArray(), new ListingPosition(order.KeyOf(record).ToArray(), record.SortKey.ToArray(), record.Key.ToArray()));

    /// <summary>Segments offer in order, so that most come last.</summary>
    private int Place(in Record record)
    {
        var at = documents.Count;
        while (at > 0 && listing.Order.Compare(documents[at - 1].Position, record) > 0)
        {
            at--;
        }

        return at;
    }
}
