using System.Diagnostics;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>Builds, stores, loads, asks and updates one index.</summary>
internal sealed class SearchMeasurement
{
    private const int Seed = 20260801;
    private const int WarmRounds = 20;
    private const int Rounds = 9;
    private const int Updates = 2000;
    private const int OwnBooks = 4;
    private const int Favourites = 50;

    private readonly List<IndexDocument> documents;
    private readonly IndexVersion version;
    private readonly IndexSearch search = new();
    private readonly IndexAnswer answer = new();

    public SearchMeasurement(int count)
    {
        var contacts = new SearchContacts(Seed);
        var people = new People(Seed).Take(count).ToList();
        documents = people.ConvertAll(contacts.Document);
        Queries = [.. TypedQueries.Of(people, Seed).Select(typed => (typed, TypedQueries.Read(typed)))];
        var watch = Stopwatch.StartNew();
        var builder = new SegmentBuilder();
        documents.ForEach(builder.Add);
        var segment = builder.Build();
        BuildMs = watch.Elapsed.TotalMilliseconds;
        BytesPerContact = segment.File.Length / (double)count;
        Segment = Stored(segment);
        version = IndexVersion.Of(Segment);
        Viewers =
        [
            ("member", new Viewer(BookSet.Of([SearchContacts.SharedBook, .. Enumerable.Range(1, OwnBooks).Select(at => at * 37)]), Keys(3), Keys(Favourites))),
            ("head", new Viewer(BookSet.Of([SearchContacts.SharedBook, .. Enumerable.Range(1, SearchContacts.Owners - 1)]), [], Keys(Favourites))),
            ("administrator", new Viewer(BookSet.All, [], Keys(Favourites))),
        ];
    }

    public IReadOnlyList<(string Typed, IndexQuery Query)> Queries { get; }

    public IReadOnlyList<(string Name, Viewer Viewer)> Viewers { get; }

    public IReadOnlyList<IndexDocument> Documents => documents;

    public Segment Segment { get; }

    public double BuildMs { get; }

    public double LoadMs { get; private set; }

    public double BytesPerContact { get; }

    public int Search(IndexQuery query, Viewer viewer)
    {
        search.Search([version], query, viewer, answer);
        return answer.Total;
    }

    /// <summary>
    /// A time for each query: the median of several rounds over all of them, after others that are not counted, so that what else the machine does meanwhile is
    /// left out and no query is helped by having just been asked.
    /// </summary>
    public TimeSpan[] Time(Viewer viewer)
    {
        var rounds = new TimeSpan[WarmRounds + Rounds][];
        for (var round = 0; round < rounds.Length; round++)
        {
            rounds[round] = [.. Queries.Select(query => TimeOf(query.Query, viewer))];
        }

        return [.. Queries.Select((_, at) => rounds[WarmRounds..].Select(round => round[at]).Order().ElementAt(Rounds / 2))];
    }

    private TimeSpan TimeOf(IndexQuery query, Viewer viewer)
    {
        var start = Stopwatch.GetTimestamp();
        Search(query, viewer);
        return Stopwatch.GetElapsedTime(start);
    }

    public double AllocatedPerQuery(Viewer viewer)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var (_, query) in Queries)
        {
            Search(query, viewer);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Queries.Count;
    }

    /// <summary>One contact written at a time, each version found by the query after it.</summary>
    public Timings TimeUpdates()
    {
        var chance = new Chance(Seed);
        var timings = new Timings();
        var live = version;
        for (var i = 0; i < Updates; i++)
        {
            var document = chance.Of(documents) with { Boost = i };
            var start = Stopwatch.GetTimestamp();
            var next = live.With(IndexChange.Written(document));
            timings.Add(Stopwatch.GetElapsedTime(start));
            live = i % 100 == 99 ? version : next;
        }

        return timings;
    }

    private Segment Stored(Segment segment)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, segment.File.Span);
            var loads = new Timings();
            SegmentRead? read = null;
            for (var i = 0; i < 3; i++)
            {
                var start = Stopwatch.GetTimestamp();
                read = SegmentFile.Read(path);
                loads.Add(Stopwatch.GetElapsedTime(start));
            }

            LoadMs = loads.Percentile(0.5) / 1000;
            return read!.Segment;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private string[] Keys(int count) => [.. Enumerable.Range(1, count).Select(at => documents[(int)((long)at * 7919 % documents.Count)].Key)];
}
