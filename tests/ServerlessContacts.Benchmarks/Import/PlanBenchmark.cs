using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>
/// Rows per second from a file to what would become of each row: recognised, parsed, drafted, checked and matched against a tenant's contacts, on one core; beside CsvHelper, which only reads
/// the same file's cells. Each measurement runs in a process of its own, warmed up and compiled as the service is.
/// </summary>
internal static class PlanBenchmark
{
    private const string Measure = "--measure";
    private const string MeasureCsvHelper = "--measure-csvhelper";

    /// <summary>The service's own setting, which the measurements inherit: what runs often is compiled again with what was seen of it. This program's other measurements leave that out.</summary>
    private const string TieredCompilation = "DOTNET_TieredCompilation";

    private const int Seed = 20260101;
    private const int Rows = 1_000_000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case [Measure, var path]:
                OneCore();
                Console.WriteLine(JsonSerializer.Serialize(await PlanMeasurement.RunAsync(path)));
                return 0;
            case [MeasureCsvHelper, var path]:
                OneCore();
                CsvHelperMeasurement.Run(path);
                Console.WriteLine(JsonSerializer.Serialize(CsvHelperMeasurement.Run(path)));
                return 0;
            default:
                Environment.SetEnvironmentVariable(TieredCompilation, "1");
                await CompareAsync(arguments is [var rows] ? int.Parse(rows, NumberStyles.None, CultureInfo.InvariantCulture) : Rows);
                return 0;
        }
    }

    private static async Task CompareAsync(int rows)
    {
        var path = Path.Combine(Path.GetTempPath(), $"import-plan-{Environment.ProcessId}.csv");
        try
        {
            await PlanFile.WriteAsync(path, rows, Seed);
            var megabytes = new FileInfo(path).Length / 1_000_000;
            Console.WriteLine($"{rows} rows, {megabytes} MB");
            var plain = await MeasuredProcess.RunAsync<Planned>("import-plan", MeasureCsvHelper, path);
            Console.WriteLine($"CsvHelper, cells only: {plain.RowsPerSecond:0} rows/s, peak {plain.PeakMb} MB");
            var planned = await MeasuredProcess.RunAsync<Planned>("import-plan", Measure, path);
            Console.WriteLine($"recognised, parsed and planned: {planned.RowsPerSecond:0} rows/s, peak {planned.PeakMb} MB; {planned.Matched} rows match contacts, {planned.Rejected} are rejected");
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                rows,
                megabytes,
                rowsPerSecond = Math.Round(planned.RowsPerSecond),
                peakMb = planned.PeakMb,
                csvHelperRowsPerSecond = Math.Round(plain.RowsPerSecond),
                ratio = Math.Round(planned.RowsPerSecond / plain.RowsPerSecond, 3),
            }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void OneCore()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = self.ProcessorAffinity & -self.ProcessorAffinity;
        }
    }
}

/// <summary>One reading of the file as measured.</summary>
internal sealed record Planned(double RowsPerSecond, int PeakMb, long Matched, long Rejected);
