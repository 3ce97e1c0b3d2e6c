using System.Globalization;
using System.Text.Json;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>
/// The index beside SQLite's FTS5 and LIKE, on the same contacts and queries. Each size is measured in a process of its own, compiled in tiers as a
/// service is, since that is how the framework's own code becomes fast.
/// </summary>
internal static class SearchBenchmark
{
    public const string Load = "--load";

    private const string Measure = "--measure";

    private static readonly int[] Sizes = [100_000, 1_000_000];

    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case [Measure, var contacts, var path]:
                Console.WriteLine(JsonSerializer.Serialize(SearchComparison.Of(Number(contacts), path), JsonSerializerOptions.Web));
                return 0;
            case [Load, var path]:
                Console.WriteLine(MeasuredSegment.TimeToLoad(path).ToString(CultureInfo.InvariantCulture));
                return 0;
            default:
                MeasureAll(arguments.Length == 0 ? Sizes : arguments.Select(Number));
                return 0;
        }
    }

    private static void MeasureAll(IEnumerable<int> sizes)
    {
        var figures = sizes.Select(size => MeasureOne(size.ToString(CultureInfo.InvariantCulture))).ToList();
        PrintTable(figures);
        Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
    }

    /// <summary>Loading comes last, when the memory of the machine has been in use: how long a hypervisor takes to give some to a machine that never had it is not asked here.</summary>
    private static SearchFigures MeasureOne(string contacts)
    {
        var path = Path.GetTempFileName();
        try
        {
            var figures = JsonSerializer.Deserialize<SearchFigures>(ChildProcess.Run(Measure, contacts, path), JsonSerializerOptions.Web)!;
            return figures with { LoadMs = Math.Round(double.Parse(ChildProcess.Run(Load, path), CultureInfo.InvariantCulture), 1) };
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void PrintTable(IReadOnlyList<SearchFigures> figures)
    {
        Console.WriteLine();
        Row("contacts", figures, figure => figure.Contacts);
        Row("p50 per query, us", figures, figure => figure.P50us);
        Row("p99 per query, us", figures, figure => figure.P99us);
        Row("mean ratio to FTS5", figures, figure => figure.Fts5MeanRatio);
        Row("mean ratio to LIKE", figures, figure => figure.LikeMeanRatio);
        Row("bytes per contact", figures, figure => figure.BytesPerContact);
        Row("build, ms", figures, figure => figure.BuildMs);
        Row("load, ms", figures, figure => figure.LoadMs);
        Row("update, us", figures, figure => figure.UpdateUs);
        Row("allocated per query, bytes", figures, figure => figure.AllocatedBytes);
    }

    private static void Row(string name, IEnumerable<SearchFigures> figures, Func<SearchFigures, double> value) =>
        Console.WriteLine(name.PadRight(28) + string.Concat(figures.Select(figure => value(figure).ToString("#,0.##", CultureInfo.InvariantCulture).PadLeft(14))));

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>The last line of the output holds one of these for each size. Times are those of the slowest viewer.</summary>
internal sealed record SearchFigures(
    int Contacts, double P50us, double P99us, double Fts5MeanRatio, double LikeMeanRatio, double BytesPerContact, double BuildMs, double LoadMs, double UpdateUs, double AllocatedBytes);
