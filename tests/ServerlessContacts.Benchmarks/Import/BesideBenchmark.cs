using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Import;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>
/// While a large file is imported: how long a file of one row takes from its drop to its end, and how long searches over HTTP take. Ends
/// when these are measured, which is before the large file is done.
/// </summary>
internal static class BesideBenchmark
{
    private const int SmallFiles = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(int rows)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("Logging:LogLevel:Default", "Warning"));
        var tenant = await host.NewTenantAsync("FR");
        await DropAsync(host, tenant, "large.csv", PeopleFile.Of(0, rows));
        await UntilAsync(host, tenant, "large.csv", import => import.Rows.Total > rows / 50);
        (await tenant.Anna.GetAsync("search?q=warm")).Is(HttpStatusCode.OK);
        using var ended = new CancellationTokenSource();
        var searching = SearchAsync(tenant, ended.Token);
        var seconds = new List<double>();
        for (var number = 0; number < SmallFiles; number++)
        {
            var watch = Stopwatch.StartNew();
            await DropAsync(host, tenant, $"small{number}.csv", PeopleFile.Of(rows + number, 1));
            await UntilAsync(host, tenant, $"small{number}.csv", import => import.Status == ImportStatus.Done);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        await ended.CancelAsync();
        var milliseconds = (await searching).Order().ToList();
        var large = await FindAsync(host, tenant, "large.csv");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            rows,
            largeStatus = large!.Status.ToString(),
            largeRowsDone = large.Rows.Total,
            smallSecondsMedian = Math.Round(seconds.Order().ElementAt(SmallFiles / 2), 1),
            smallSecondsMost = Math.Round(seconds.Max(), 1),
            goalSeconds = 10,
            searches = milliseconds.Count,
            searchP50Ms = Math.Round(milliseconds[milliseconds.Count / 2], 1),
            searchP99Ms = Math.Round(milliseconds[milliseconds.Count * 99 / 100], 1),
            goalSearchP50Ms = 50,
        }));
        return 0;
    }

    private static Task DropAsync(ServiceHost host, TestTenant tenant, string name, Stream content) => host.Services
        .GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ImportStorage.Dropped).UploadBlobAsync($"{tenant.Id}/{name}", content);

    private static async Task UntilAsync(ServiceHost host, TestTenant tenant, string name, Func<ImportRecord, bool> isThere)
    {
        while (await FindAsync(host, tenant, name) is not { } import || !isThere(import))
        {
            await Task.Delay(Pause);
        }
    }

    private static async Task<ImportRecord?> FindAsync(ServiceHost host, TestTenant tenant, string name) =>
        (await host.Services.GetRequiredService<Imports>().AllAsync(tenant.Id, default).FirstOrDefaultAsync(import => import.Record.File == name))?.Record;

    private static async Task<List<double>> SearchAsync(TestTenant tenant, CancellationToken ended)
    {
        var times = new List<double>();
        for (var number = 0; !ended.IsCancellationRequested; number++)
        {
            var start = Stopwatch.GetTimestamp();
            (await tenant.Anna.GetAsync($"search?q={Uri.EscapeDataString(PeopleFile.NameOf(number))}")).Is(HttpStatusCode.OK);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }
}
