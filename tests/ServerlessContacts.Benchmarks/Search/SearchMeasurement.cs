using System.Diagnostics;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>Asks one index, and updates it.</summary>
internal sealed class SearchMeasurement
{
    private const int Rounds = 9;
    private const int Updates = 2000;
    private const int OwnBooks = 4;
    private const int Favourites = 50;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(4);

    private readonly SearchContacts contacts;
    private readonly IndexVersion version;
    private readonly IndexSearch search = new();
    private readonly IndexAnswer answer = new();

    public SearchMeasurement(SearchContacts contacts, Segment segment)
    {
        this.contacts = contacts;
        version = IndexVersion.Of(segment);
        Viewers =
        [
            ("member", new Viewer(BookSet.Of([SearchContacts.SharedBook, .. Enumerable.Range(1, OwnBooks).Select(at => at * 37)]), Keys(3), Keys(Favourites))),
            ("head", new Viewer(BookSet.Of([SearchContacts.SharedBook, .. Enumerable.Range(1, SearchContacts.Owners - 1)]), [], Keys(Favourites))),
            ("administrator", new Viewer(BookSet.All, [], Keys(Favourites))),
        ];
    }

    public IReadOnlyList<(string Name, Viewer Viewer)> Viewers { get; }

    private IReadOnlyList<(string Typed, IndexQuery Query)> Queries => contacts.Queries;

    public int Search(IndexQuery query, Viewer viewer)
    {
        search.Search([version], query, viewer, answer);
        return answer.Total;
    }

    /// <summary>
    /// A time for each query: the median of several rounds over all of them, after others that are not counted until the code has been compiled as it stays, so that
    /// what else the machine does meanwhile is left out and no query is helped by having just been asked.
    /// </summary>
    public TimeSpan[] Time(Viewer viewer)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Warming)
        {
            Round(viewer);
        }

        TimeSpan[][] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => Round(viewer))];
        return [.. Queries.Select((_, at) => rounds.Select(round => round[at]).Order().ElementAt(Rounds / 2))];
    }

    private TimeSpan[] Round(Viewer viewer) => [.. Queries.Select(query => TimeOf(query.Query, viewer))];

    private TimeSpan TimeOf(IndexQuery query, Viewer viewer)
    {
        var start = Stopwatch.GetTimestamp();
        Search(query, viewer);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The least of several rounds, as the runtime itself may allocate on any thread.</summary>
    public double AllocatedPerQuery(Viewer viewer) => Enumerable.Range(0, 3).Min(_ => AllocatedInRound(viewer));

    /// <summary>By number, as going through a list allocates something itself.</summary>
    private double AllocatedInRound(Viewer viewer)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 0; at < Queries.Count; at++)
        {
            Search(Queries[at].Query, viewer);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Queries.Count;
    }

    /// <summary>One contact written at a time, each version found by the query after it.</summary>
    public Timings TimeUpdates()
    {
        var chance = new Chance(SearchContacts.Seed);
        var timings = new Timings();
        var live = version;
        for (var i = 0; i < Updates; i++)
        {
            var document = chance.Of(contacts.Documents) with { Boost = i };
            var start = Stopwatch.GetTimestamp();
            var next = live.With(IndexChange.Written(document));
            timings.Add(Stopwatch.GetElapsedTime(start));
            live = i % 100 == 99 ? version : next;
        }

        return timings;
    }

    private string[] Keys(int count) => [.. Enumerable.Range(1, count).Select(at => contacts.Documents[(int)((long)at * 7919 % contacts.Documents.Count)].Key)];
}
