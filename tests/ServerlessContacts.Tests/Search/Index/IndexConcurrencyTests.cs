using System.Globalization;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

public sealed class IndexConcurrencyTests
{
    private const int Documents = 300;
    private const int Rounds = 400;

    /// <summary>
    /// Each change gives every document the same new boost at once, so an answer is torn if its items do not agree on it or its total is not all.
    /// </summary>
    [Fact]
    public async Task Readers_beside_updates_and_merges_get_whole_answers()
    {
        var index = new LiveIndex(IndexOracleTests.Version(Generation(0).Select(change => change.Document!), 8));
        using var stop = new CancellationTokenSource();
        var search = new IndexSearch();
        var viewer = new Viewer(BookSet.Of(0, 1), [], ["k7"]);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Read(index, search, viewer, stop.Token))).ToArray();
        var merger = Task.Run(() => Merge(index, stop.Token));
        for (var round = 1; round <= Rounds; round++)
        {
            index.Apply([.. Generation(round)]);
        }

        await stop.CancelAsync();
        await merger;
        foreach (var read in await Task.WhenAll(readers))
        {
            Assert.True(read > 0);
        }

        Assert.Equal(Documents, index.Current.Count);
    }

    private static int Read(LiveIndex index, IndexSearch search, Viewer viewer, CancellationToken stop)
    {
        var answer = new IndexAnswer();
        var (read, newest) = (0, 0);
        do
        {
            var version = index.Current;
            search.Search([version], IndexQueries.Of("anna"), viewer, answer);
            Assert.Equal(Documents, answer.Total);
            var generations = answer.Hits(0).ToArray().Select(hit => version.PositionOf(0, hit).Boost).Distinct().ToList();
            Assert.True(Assert.Single(generations) >= newest);
            newest = generations[0];
            read++;
        }
        while (!stop.IsCancellationRequested);
        return read;
    }

    private static void Merge(LiveIndex index, CancellationToken stop)
    {
        do
        {
            index.Merge();
        }
        while (!stop.IsCancellationRequested);
    }

    private static IEnumerable<IndexChange> Generation(int boost) => Enumerable.Range(0, Documents).Select(at => IndexChange.Written(new IndexDocument
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"k{at}"),
        Book = at % 2,
        Boost = boost,
        Names = [string.Create(CultureInfo.InvariantCulture, $"anna {at}")],
    }));
}
