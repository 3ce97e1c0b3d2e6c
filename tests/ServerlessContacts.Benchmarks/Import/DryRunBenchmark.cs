using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>
/// A dropped file of new people as a dry run, from the message to the end of the plan, with the list in the emulator's blobs: rows a second, the most memory taken, and what the first and the last page cost.
/// </summary>
internal static class DryRunBenchmark
{
    private static readonly TenantId Tenant = new("bench");
    private static readonly TenantId Warm = new("warm");

    private const int Rows = 1_000_000;
    private const int WarmRows = 5_000;
    private const int Page = 50;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var rows = arguments is [var first] ? int.Parse(first, NumberStyles.None, CultureInfo.InvariantCulture) : Rows;
        await using var azurite = await Azurite.StartAsync();
        await using var services = ImportMeasurement.Services(azurite.ConnectionString);
        await services.GetRequiredService<StorageSetup>().EnsureAsync(default);
        await PlanAsync(services, Warm, WarmRows);
        var watch = Stopwatch.StartNew();
        var import = await PlanAsync(services, Tenant, rows, watch);
        var seconds = watch.Elapsed.TotalSeconds;
        var peak = Memory.PeakMb();
        var (firstPage, lastPage) = await PagesAsync(services, import);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            rows,
            planned = import.Plan!.Items,
            rowsPerSecond = Math.Round(rows / seconds),
            peakMb = peak,
            blocks = import.Plan.Blocks,
            firstPageMs = firstPage,
            laterPageMs = lastPage,
        }));
        return 0;
    }

    /// <param name="services">Where it runs.</param>
    /// <param name="tenant">Whose file.</param>
    /// <param name="rows">Of the file.</param>
    /// <param name="watch">Started anew when the file is there.</param>
    private static async Task<StoredImport> PlanAsync(ServiceProvider services, TenantId tenant, int rows, Stopwatch? watch = null)
    {
        await ImportMeasurement.DropAsync(services, tenant, rows, ("dryrun", "true"));
        watch?.Restart();
        var record = await ImportMeasurement.FinishAsync(services, tenant);
        return record is { Status: ImportStatus.Done, DryRun: true } && record.Rows.Created == rows
            ? (await services.GetRequiredService<Imports>().FindAsync(tenant, record.Id, default))!
            : throw new InvalidOperationException($"{record.Status}: {record.Rows.Created} of {rows} rows would be created.");
    }

    private static async Task<(double First, double Later)> PagesAsync(ServiceProvider services, StoredImport import)
    {
        var imports = services.GetRequiredService<Imports>();
        var watch = Stopwatch.StartNew();
        var page = await imports.PlanAsync(import, 0, Page, default);
        var first = watch.Elapsed.TotalMilliseconds;
        for (var skipped = 0; skipped < 20 && page!.Next is { } next; skipped++)
        {
            page = await imports.PlanAsync(import, next, 1000, default);
        }

        watch.Restart();
        await imports.PlanAsync(import, page!.Next ?? 0, Page, default);
        return (Math.Round(first, 1), Math.Round(watch.Elapsed.TotalMilliseconds, 1));
    }
}
