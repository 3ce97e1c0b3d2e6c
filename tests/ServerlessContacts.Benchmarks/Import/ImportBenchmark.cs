using System.Globalization;
using System.Text.Json;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>
/// Rows per second from blob to stored, beside the raw rate at which the same client gets entities of the same size into the same emulator.
/// Each measurement runs in a process and against an emulator of its own, as both slow down and grow with what they have done before.
/// </summary>
internal static class ImportBenchmark
{
    private const string Measure = "--measure";
    private const string MeasureRaw = "--measure-raw";

    private static readonly int[] Sizes = [20_000, 200_000];

    /// <summary>As many imports are measured, in turn with the raw rates: the best of five against one would be up against chance and the machine's moods.</summary>
    private static readonly int[] InFlight = [1, 2, 4, 8, 16];

    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case [Measure, var rows]:
                Console.WriteLine(JsonSerializer.Serialize(await ImportMeasurement.RunAsync(Number(rows))));
                return 0;
            case [MeasureRaw, var rows, var bytes, var inFlight]:
                Console.WriteLine(JsonSerializer.Serialize(await RawMeasurement.RunAsync(Number(rows), Number(bytes), Number(inFlight))));
                return 0;
            case ["--files", var files]:
                return await ManyFilesBenchmark.RunAsync(Number(files));
            case ["--beside", var rows]:
                return await BesideBenchmark.RunAsync(Number(rows));
            case ["--one", var contacts]:
                return await OneRowBenchmark.RunAsync(Number(contacts));
            default:
                await CompareAsync(arguments.Length == 0 ? Sizes : [.. arguments.Select(Number)]);
                return 0;
        }
    }

    private static async Task CompareAsync(IReadOnlyList<int> sizes)
    {
        var lines = new List<object>();
        foreach (var rows in sizes)
        {
            var (import, raw) = await CompareAsync(rows);
            lines.Add(new
            {
                rows,
                rowsPerSecond = Math.Round(import.RowsPerSecond),
                rawEntitiesPerSecond = Math.Round(raw),
                ratio = Math.Round(import.RowsPerSecond / raw, 3),
                peakMb = import.PeakMb,
            });
        }

        Console.WriteLine(JsonSerializer.Serialize(lines));
    }

    /// <summary>The fastest of each, with the most memory that any import took.</summary>
    private static async Task<(Imported Import, double Raw)> CompareAsync(int rows)
    {
        var best = new Imported(0, 0, 0);
        var bestRaw = 0.0;
        foreach (var inFlight in InFlight)
        {
            var import = await MeasuredProcess.RunAsync<Imported>("import", Measure, Text(rows));
            Console.WriteLine($"{rows} rows: {import.RowsPerSecond:0} rows/s, {import.BytesPerEntity} bytes an entity, peak {import.PeakMb} MB");
            best = (import.RowsPerSecond > best.RowsPerSecond ? import : best) with { PeakMb = Math.Max(import.PeakMb, best.PeakMb) };

            var raw = await MeasuredProcess.RunAsync<double>("import", MeasureRaw, Text(rows), Text(import.BytesPerEntity), Text(inFlight));
            Console.WriteLine($"{rows} raw entities, {inFlight} transactions in flight: {raw:0} entities/s");
            bestRaw = Math.Max(bestRaw, raw);
        }

        return (best, bestRaw);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One import as measured.</summary>
/// <param name="BytesPerEntity">Data of the average entity in the transactions of the contacts' partitions.</param>
internal sealed record Imported(double RowsPerSecond, int BytesPerEntity, int PeakMb);
