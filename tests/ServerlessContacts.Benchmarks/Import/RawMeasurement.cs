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
    /// <summary>Entities per second.</summary>
    public static async Task<double> RunAsync(int entities, int bytesPerEntity, int inFlight)
    {
        await using var azurite = await Azurite.StartAsync();
        var client = new TableClient(azurite.ConnectionString, StoreRegistration.TableName);
        await client.CreateIfNotExistsAsync();
        var table = new AzureTable(client);
        var next = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async writer =>
        {
            for (int first; (first = Interlocked.Add(ref next, StoreLimits.EntitiesPerTransaction) - StoreLimits.EntitiesPerTransaction) < entities;)
            {
                await table.SubmitAsync($"bench~s{writer}", Transaction(first, bytesPerEntity), default);
            }
        }));
        return entities / watch.Elapsed.TotalSeconds;
    }

    private static List<RowWrite> Transaction(int first, int bytes)
    {
        var data = new byte[bytes];
        new Random(first).NextBytes(data);
        return [.. Enumerable.Range(first, StoreLimits.EntitiesPerTransaction).Select(row => RowWrite.Insert(Key(row), row, data))];
    }

    private static string Key(int row) => string.Create(CultureInfo.InvariantCulture, $"c~0123456789abcdef0123{row:x8}");
}
