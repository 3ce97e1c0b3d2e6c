using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>Whoever may not see some documents is answered as if these were not there at all.</summary>
public sealed class HiddenDocumentsTests
{
    private const int Count = 2500;

    private static readonly IReadOnlyList<IndexDocument> Documents = new SampleDocuments(21).Take(Count);

    public static TheoryData<int> Viewers => [.. Enumerable.Range(0, IndexOracleTests.Viewers.Length)];

    [Theory]
    [MemberData(nameof(Viewers))]
    public void Totals_items_order_and_pages_are_those_of_an_index_without_the_hidden_ones(int viewer)
    {
        var sightseer = IndexOracleTests.Viewers[viewer];
        var (whole, seen) = (IndexOracleTests.Version(Documents, 64), IndexOracleTests.Version(Documents.Where(sightseer.Sees), 64));
        var session = new IndexSession();
        foreach (var query in IndexQueries.All)
        {
            Assert.Equal(session.Ask(seen, query, sightseer.Viewer), session.Ask(whole, query, sightseer.Viewer));
            Assert.Equal(session.AskPageByPage(seen, query with { Limit = 7 }, sightseer.Viewer), session.AskPageByPage(whole, query with { Limit = 7 }, sightseer.Viewer));
        }
    }

    [Theory]
    [MemberData(nameof(Viewers))]
    public void Lists_are_too(int viewer)
    {
        var sightseer = IndexOracleTests.Viewers[viewer];
        var (whole, seen) = (IndexOracleTests.Version(Documents, 64), IndexOracleTests.Version(Documents.Where(sightseer.Sees), 64));
        var query = new ListingQuery { Order = new DocumentOrder((sortKey, _) => sortKey, descending: false), Limit = 40, Conditions = [["martin", "paris"]] };
        Assert.Equal(Keys(seen, query, sightseer.Viewer), Keys(whole, query, sightseer.Viewer));
        Assert.Equal(Keys(seen, query with { Conditions = [] }, sightseer.Viewer), Keys(whole, query with { Conditions = [] }, sightseer.Viewer));
    }

    /// <summary>What takes the time of a query is texts that are read; those of hidden documents may hold anything.</summary>
    [Theory]
    [MemberData(nameof(Viewers))]
    public void No_answer_depends_on_the_text_of_a_hidden_document(int viewer)
    {
        var sightseer = IndexOracleTests.Viewers[viewer];
        var whole = IndexOracleTests.Version(Documents, 64);
        var defaced = IndexVersion.Of(Deface(whole.ToSegment(), sightseer));
        var session = new IndexSession();
        Assert.All(IndexQueries.All, query => Assert.Equal(session.Ask(whole, query, sightseer.Viewer), session.Ask(defaced, query, sightseer.Viewer)));
    }

    private static Segment Deface(Segment segment, Sightseer viewer)
    {
        var file = segment.File.ToArray();
        var hidden = Documents.Where(document => !viewer.Sees(document)).Select(document => document.Key).ToHashSet(StringComparer.Ordinal);
        for (var document = 0; document < segment.Count; document++)
        {
            if (hidden.Contains(segment.KeyOf(document)))
            {
                var text = segment.RecordOf(document).Text;
                Assert.True(segment.File.Span.Overlaps(text, out var start));
                file.AsSpan(start, text.Length).Fill((byte)'\n');
            }
        }

        return Segment.Open(file);
    }

    private static List<string> Keys(IndexVersion version, ListingQuery query, Viewer viewer)
    {
        var keys = new List<string>();
        for (ListingPage? page = null; page is not { HasMore: false };)
        {
            page = new IndexListing().List([version], query with { After = page?.Documents[^1].Position }, viewer);
            keys.AddRange(page.Documents.Select(document => $"{System.Text.Encoding.UTF8.GetString(document.Position.Key.Span)} of {page.Total}"));
        }

        return keys;
    }
}
