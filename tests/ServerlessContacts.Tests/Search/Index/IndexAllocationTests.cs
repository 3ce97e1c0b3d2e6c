using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

public sealed class IndexAllocationTests
{
    [Fact]
    public void A_query_that_was_asked_before_allocates_nothing()
    {
        var documents = new SampleDocuments(31).Take(2000);
        IndexVersion[] versions = [IndexOracleTests.Version(documents.Take(1900), 16).With([.. documents.Skip(1900).Select(IndexChange.Written)])];
        var (search, answer, viewer) = (new IndexSearch(), new IndexAnswer(), new Viewer(BookSet.Of(SampleDocuments.SharedBook, 3), ["k1"], ["k2", "k3"]));
        AskAll(search, versions, viewer, answer);
        AskAll(search, versions, viewer, answer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AskAll(search, versions, viewer, answer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AskAll(IndexSearch search, IndexVersion[] versions, Viewer viewer, IndexAnswer answer)
    {
        for (var i = 0; i < IndexQueries.All.Count; i++)
        {
            search.Search(versions, IndexQueries.All[i], viewer, answer);
        }
    }
}
