using System.Diagnostics;
using System.Globalization;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>
/// Measures one size. FTS5 is asked what it can answer, which is words of three characters and more; LIKE is asked a sample. Ratios are of mean times over
/// the same queries, the index's as an administrator, since SQLite knows no visibility.
/// </summary>
internal static class SearchComparison
{
    private static readonly TimeSpan FtsBudget = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LikeBudget = TimeSpan.FromSeconds(20);

    /// <param name="file">Where the index is stored and read from.</param>
    public static SearchFigures Of(int contacts, string file)
    {
        var generated = new SearchContacts(contacts);
        var built = MeasuredSegment.Of(generated.Documents, file);
        var bytes = built.Segment.File.Length / (double)contacts;
        Print($"{contacts} contacts: built in {built.BuildMs:0} ms, {bytes:0} bytes each");
        var measurement = new SearchMeasurement(generated, built.Segment);
        var times = measurement.Viewers.Select(viewer => measurement.Time(viewer.Viewer)).ToList();
        var timings = measurement.Viewers.Zip(times, (viewer, own) => Timed(viewer.Name, own)).ToList();
        var updates = measurement.TimeUpdates();
        Print($"  an update: {updates.Percentile(0.5):0.00} us, p99 {updates.Percentile(0.99):0.00} us");
        var allocated = measurement.Viewers.Max(viewer => measurement.AllocatedPerQuery(viewer.Viewer));
        var (fts, like) = Compare(generated, measurement, times[^1]);
        return new SearchFigures(
            contacts,
            Math.Round(timings.Max(own => own.Percentile(0.5)), 2),
            Math.Round(timings.Max(own => own.Percentile(0.99)), 2),
            fts,
            like,
            Math.Round(bytes),
            Math.Round(built.BuildMs),
            0,
            Math.Round(updates.Percentile(0.5), 2),
            allocated);
    }

    private static Timings Timed(string name, IEnumerable<TimeSpan> times)
    {
        var timings = new Timings();
        timings.AddRange(times);
        Print($"  {name,-13} p50 {timings.Percentile(0.5),6:0.00} us   p90 {timings.Percentile(0.9),6:0.00}   p99 {timings.Percentile(0.99),6:0.00}   max {timings.Percentile(1),7:0.00}   mean {timings.Mean,6:0.00}");
        return timings;
    }

    private static (double Fts, double Like) Compare(SearchContacts contacts, SearchMeasurement measurement, TimeSpan[] administrators)
    {
        using var sqlite = new SqliteBaseline(contacts.Documents);
        var shuffled = contacts.Queries.Select((query, at) => (query.Query, Time: administrators[at])).Index().OrderBy(query => query.Index * 7919L % TypedQueries.Count).Select(query => query.Item).ToList();
        var fts = Ratio("FTS5", measurement, [.. shuffled.Where(query => SqliteBaseline.CanAnswer(query.Query))], sqlite.Match, FtsBudget);
        return (fts, Ratio("LIKE", measurement, shuffled, sqlite.Like, LikeBudget));
    }

    private static double Ratio(string name, SearchMeasurement measurement, IReadOnlyList<(IndexQuery Query, TimeSpan Time)> queries, Func<IndexQuery, int> other, TimeSpan budget)
    {
        var (mine, theirs) = (new Timings(), new Timings());
        var watch = Stopwatch.StartNew();
        foreach (var (query, time) in queries.TakeWhile(_ => watch.Elapsed < budget))
        {
            var start = Stopwatch.GetTimestamp();
            var total = other(query);
            theirs.Add(Stopwatch.GetElapsedTime(start));
            mine.Add(time);
            if (measurement.Search(query, measurement.Viewers[^1].Viewer) is var found && found != total)
            {
                throw new InvalidOperationException($"{name} finds {total}, the index {found}: {string.Join(' ', query.Words.Select(word => string.Join('|', word)))}");
            }
        }

        var ratio = theirs.Mean / mine.Mean;
        Print($"  {name}: {theirs.Count} of {queries.Count} queries, mean {theirs.Mean:0} us, p50 {theirs.Percentile(0.5):0} us; here mean {mine.Mean:0.00} us: {ratio:0} times");
        return Math.Round(ratio);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
