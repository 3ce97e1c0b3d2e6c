using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>What the emulator takes when nothing else is done: full transactions of new entities, each writer in a partition of its own.</summary>
internal static class RawMeasurement
{
    /// <summary>As for the import: what is measured is warm.</summary>
    private const int WarmEntities = 2_000;

    /// <summary>Entities per second.</summary>
    public static async Task<double> RunAsync(int entities, int bytesPerEntity, int inFlight)
    {
        await using var azurite = await Azurite.StartAsync();
        var client = new TableClient(azurite.ConnectionString, StoreRegistration.TableName);
        await client.CreateIfNotExistsAsync();
        var table = new AzureTable(client);
        await WriteAsync(table, "warm", WarmEntities, bytesPerEntity, inFlight);
        var watch = Stopwatch.StartNew();
        await WriteAsync(table, "bench", entities, bytesPerEntity, inFlight);
        return entities / watch.Elapsed.TotalSeconds;
    }

    private static async Task WriteAsync(AzureTable table, string tenant, int entities, int bytesPerEntity, int inFlight)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async writer =>
        {
            for (int first; (first = Interlocked.Add(ref next, StoreLimits.EntitiesPerTransaction) - StoreLimits.EntitiesPerTransaction) < entities;)
            {
                await table.SubmitAsync($"{tenant}~s{writer}", Transaction(first, bytesPerEntity), default);
            }
        }));
    }

    private static List<RowWrite> Transaction(int first, int bytes)
    {
        var data = new byte[bytes];
        new Random(first).NextBytes(data);
        return [.. Enumerable.Range(first, StoreLimits.EntitiesPerTransaction).Select(row => RowWrite.Insert(Key(row), row, data))];
    }

    private static string Key(int row) => string.Create(CultureInfo.InvariantCulture, $"c~0123456789abcdef0123{row:x8}");
}
