using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Import;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>
/// Files of one row each, dropped at once into a running service, until the last is imported; beside as many rows that are stored one by
/// one in a table of the same emulator.
/// </summary>
internal static class ManyFilesBenchmark
{
    private const int Writers = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(int files)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("Logging:LogLevel:Default", "Warning"));
        var tenant = await host.NewTenantAsync("FR");
        await ImportAsync(host, tenant, "warm", files, 1);
        var seconds = await ImportAsync(host, tenant, "file", 0, files);
        var raw = await RawAsync(azurite.ConnectionString, files);
        Console.WriteLine(JsonSerializer.Serialize(
            new { files, seconds, filesPerSecond = Math.Round(files / seconds), rawRowsPerSecond = Math.Round(files / raw), goalSeconds = 60 }));
        return 0;
    }

    private static async Task<double> ImportAsync(ServiceHost host, TestTenant tenant, string name, int first, int files)
    {
        var imports = host.Services.GetRequiredService<Imports>();
        var dropped = host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ImportStorage.Dropped);
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, files, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (number, token) =>
            await dropped.UploadBlobAsync($"{tenant.Id}/{name}{number}.csv", PeopleFile.Of(first + number, 1), token));
        while (await imports.AllAsync(tenant.Id, default).CountAsync(import => IsDone(import, name)) < files)
        {
            await Task.Delay(Pause);
        }

        return Math.Round(watch.Elapsed.TotalSeconds, 1);
    }

    private static bool IsDone(StoredImport import, string name) => import.Record.File.StartsWith(name, StringComparison.Ordinal)
        && (import.Record is { Status: ImportStatus.Done, Rows.Created: 1 } || (import.IsFinished ? throw new InvalidOperationException($"{import.Record.Status}") : false));

    private static async Task<double> RawAsync(string storage, int rows)
    {
        var table = new TableClient(storage, "raw");
        await table.CreateAsync();
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, rows, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (number, token) =>
            await table.AddEntityAsync(new TableEntity($"p{number % Writers}", $"{number:D8}") { ["data"] = "x" }, token));
        return watch.Elapsed.TotalSeconds;
    }
}
