using System.Globalization;
using System.Diagnostics;
using System.Text.Json;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>
/// The index beside SQLite on the same contacts and queries. FTS5 is asked what it can answer, which is words of three characters and more; LIKE a
/// sample. Ratios are of mean times over the same queries, the index's as an administrator, since SQLite knows no visibility.
/// </summary>
internal static class SearchBenchmark
{
    private static readonly int[] Sizes = [100_000, 1_000_000];
    private static readonly TimeSpan FtsBudget = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LikeBudget = TimeSpan.FromSeconds(20);

    public static int Run(string[] arguments)
    {
        var sizes = arguments.Length == 0 ? Sizes : [.. arguments.Select(text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture))];
        Console.WriteLine(JsonSerializer.Serialize(sizes.Select(Measure).ToList(), JsonSerializerOptions.Web));
        return 0;
    }

    private static SearchFigures Measure(int contacts)
    {
        var measurement = new SearchMeasurement(contacts);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{contacts} contacts: built in {measurement.BuildMs:0} ms, loaded in {measurement.LoadMs:0.0} ms, {measurement.BytesPerContact:0} bytes each"));
        var timings = measurement.Viewers.Select(viewer => Timed(measurement, viewer.Name, viewer.Viewer)).ToList();
        var updates = measurement.TimeUpdates().Percentile(0.5);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  an update: {updates:0.0} us"));
        var allocated = measurement.Viewers.Max(viewer => measurement.AllocatedPerQuery(viewer.Viewer));
        var (fts, like) = Compare(measurement);
        return new SearchFigures(
            contacts, Math.Round(timings.Max(times => times.Percentile(0.5)), 2), Math.Round(timings.Max(times => times.Percentile(0.99)), 2), fts, like,
            Math.Round(measurement.BytesPerContact), Math.Round(measurement.BuildMs), Math.Round(measurement.LoadMs, 1), Math.Round(updates, 2), allocated);
    }

    private static Timings Timed(SearchMeasurement measurement, string name, Viewer viewer)
    {
        var timings = measurement.Time(viewer);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name,-13} p50 {timings.Percentile(0.5),6:0.00} us   p90 {timings.Percentile(0.9),6:0.00}   p99 {timings.Percentile(0.99),6:0.00}   max {timings.Percentile(1),7:0.00}   mean {timings.Mean,6:0.00}"));
        return timings;
    }

    private static (double Fts, double Like) Compare(SearchMeasurement measurement)
    {
        using var sqlite = new FtsBaseline(measurement.Documents);
        var administrator = measurement.Viewers[^1].Viewer;
        var shuffled = measurement.Queries.Index().OrderBy(query => query.Index * 7919 % TypedQueries.Count).Select(query => query.Item.Query).ToList();
        var fts = Ratio("FTS5", measurement, administrator, [.. shuffled.Where(FtsBaseline.CanAnswer)], sqlite.Search, FtsBudget);
        return (fts, Ratio("LIKE", measurement, administrator, shuffled, sqlite.Like, LikeBudget));
    }

    private static double Ratio(string name, SearchMeasurement measurement, Viewer viewer, IReadOnlyList<IndexQuery> queries, Func<IndexQuery, int> other, TimeSpan budget)
    {
        var (mine, theirs, differ) = (new Timings(), new Timings(), 0);
        var watch = Stopwatch.StartNew();
        foreach (var query in queries)
        {
            if (watch.Elapsed > budget)
            {
                break;
            }

            var start = Stopwatch.GetTimestamp();
            var total = other(query);
            theirs.Add(Stopwatch.GetElapsedTime(start));
            measurement.Search(query, viewer);
            start = Stopwatch.GetTimestamp();
            differ += measurement.Search(query, viewer) == total ? 0 : 1;
            mine.Add(Stopwatch.GetElapsedTime(start));
        }

        var ratio = theirs.Mean / mine.Mean;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name}: {theirs.Count} of {queries.Count} queries, mean {theirs.Mean:0} us, p50 {theirs.Percentile(0.5):0} us; here mean {mine.Mean:0.00} us: {ratio:0} times; totals differ in {differ}"));
        return Math.Round(ratio);
    }
}

/// <summary>The last line of the output holds one of these for each size. Times are those of the slowest viewer.</summary>
internal sealed record SearchFigures(
    int Contacts, double P50us, double P99us, double Fts5MeanRatio, double LikeMeanRatio, double BytesPerContact, double BuildMs, double LoadMs, double UpdateUs, double AllocatedBytes);
