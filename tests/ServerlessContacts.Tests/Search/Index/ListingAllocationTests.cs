using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>What a page of a list takes beside the index: itself, and a bit for each contact of the book.</summary>
public sealed class ListingAllocationTests
{
    private const int Few = 3_000;
    private const int Many = 30_000;
    private const int Limit = 50;

    /// <summary>For what both take and what differs in the names that a page happens to show.</summary>
    private const int Slack = 2_048;

    private static readonly Viewer Everybody = new(BookSet.Of(Enumerable.Range(0, SampleDocuments.Books)), [], []);
    private static readonly ListingQuery Listing = new()
    {
        Order = new DocumentOrder((sortKey, _) => sortKey, descending: false),
        Limit = Limit,
    };

    private readonly IndexVersion few = Book(Few);
    private readonly IndexVersion many = Book(Many);

    [Theory]
    [InlineData(0)]
    [InlineData(1_500)]
    public void A_page_takes_a_bit_more_for_each_contact_of_the_book_and_nothing_else(int after) =>
        Assert.InRange(BytesOfPage(many, after), 1, BytesOfPage(few, after) + ((Many - Few) / 8) + Slack);

    [Fact]
    public void A_page_of_few_that_fulfil_a_condition_takes_what_they_take()
    {
        var chosen = Listing with { Conditions = [["yamada"]] };
        Assert.InRange(BytesOf(many, chosen), 1, BytesOf(few, chosen) + (2 * (Many - Few) / 8) + Slack);
    }

    private static IndexVersion Book(int contacts) => IndexOracleTests.Version(new SampleDocuments(7).Take(contacts), 256);

    private static long BytesOfPage(IndexVersion book, int after)
    {
        var before = after == 0 ? null : new IndexListing().List([book], Listing with { Limit = after }, Everybody).Documents[^1].Position;
        return BytesOf(book, Listing with { After = before });
    }

    /// <summary>When the order of the list is known, and buffers are there.</summary>
    private static long BytesOf(IndexVersion book, ListingQuery query)
    {
        var listing = new IndexListing();
        Assert.Equal(Limit, listing.List([book], query, Everybody).Documents.Count);
        listing.List([book], query, Everybody);
        var before = GC.GetAllocatedBytesForCurrentThread();
        listing.List([book], query, Everybody);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
