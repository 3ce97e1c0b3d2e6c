using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>
/// Dry runs of one row beside a book of so many contacts, one after the other: the first reads the book, beside a bare look through its
/// rows; the later ones go on with what it has read.
/// </summary>
internal static class OneRowBenchmark
{
    private static readonly TenantId Tenant = new("bench");

    private const int LaterRuns = 5;

    public static async Task<int> RunAsync(int contacts)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var first = ImportMeasurement.Services(azurite.ConnectionString);
        await first.GetRequiredService<StorageSetup>().EnsureAsync(default);
        await ImportMeasurement.DropAsync(first, Tenant, contacts);
        await ImportMeasurement.FinishAsync(first, Tenant);

        await using var services = ImportMeasurement.Services(azurite.ConnectionString);
        var look = await TimeAsync(() => LookThroughAsync(services));
        var reading = await TimeAsync(() => PlanAsync(services));
        var later = new List<double>();
        for (var run = 0; run < LaterRuns; run++)
        {
            later.Add(await TimeAsync(() => PlanAsync(services)));
        }

        Console.WriteLine(JsonSerializer.Serialize(new { contacts, lookSeconds = look, firstSeconds = reading, laterSeconds = later.Order().ElementAt(LaterRuns / 2) }));
        return 0;
    }

    private static async Task PlanAsync(ServiceProvider services)
    {
        await ImportMeasurement.DropAsync(services, Tenant, 1, ("dryrun", "true"));
        var plan = await ImportMeasurement.FinishAsync(services, Tenant);
        if (plan.Rows is not { Unchanged: 1 })
        {
            throw new InvalidOperationException($"{plan.Status}: the row should be found unchanged, {plan.Rows.Created} would be created.");
        }
    }

    private static async Task LookThroughAsync(ServiceProvider services)
    {
        var store = services.GetRequiredService<ContactStore>();
        var shards = Enumerable.Range(0, TenantRecord.FirstShards).Select(shard => Partition.Shared(Tenant, shard));
        await Parallel.ForEachAsync(shards, async (partition, token) => await store.AllAsync(partition, token).CountAsync(token));
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return Math.Round(watch.Elapsed.TotalSeconds, 2);
    }
}
