using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Import;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>Drops a file of so many new people and runs its import to the end.</summary>
internal static class ImportMeasurement
{
    private static readonly TenantId Tenant = new("bench");
    private static readonly TenantId Warm = new("warm");

    /// <summary>Compiles what an import runs through, here and in the emulator; what is measured is a service that is running.</summary>
    private const int WarmRows = 2_000;

    private const int UploadBuffer = 1024 * 1024;

    public static async Task<Imported> RunAsync(int rows)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var services = Services(azurite.ConnectionString);
        await services.GetRequiredService<StorageSetup>().EnsureAsync(default);
        await DropAsync(services, Warm, WarmRows);
        await FinishAsync(services, Warm);
        await DropAsync(services, Tenant, rows);

        var watch = Stopwatch.StartNew();
        var import = await FinishAsync(services, Tenant);
        var seconds = watch.Elapsed.TotalSeconds;
        if (import.Rows.Created != rows)
        {
            throw new InvalidOperationException($"{import.Status}: {import.Rows.Created} of {rows} rows were created, {import.Rows.Rejected} rejected.");
        }

        return new Imported(rows / seconds, services.GetRequiredService<CountingTable>().BytesPerEntity, Memory.PeakMb());
    }

    internal static ServiceProvider Services(string connection)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection([KeyValuePair.Create(StorageClients.Setting, (string?)connection)]).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(provider => new CountingTable(new AzureTable(provider.GetRequiredService<StorageClients>().Tables.GetTableClient(StoreRegistration.TableName))))
            .AddSingleton<ITable>(provider => provider.GetRequiredService<CountingTable>())
            .AddStore()
            .AddDirectory(ConfiguredTenants.None)
            .AddImport()
            .BuildServiceProvider();
    }

    internal static async Task DropAsync(ServiceProvider services, TenantId tenant, int rows, params (string Name, string Value)[] metadata)
    {
        await services.GetRequiredService<TenantStore>().EnsureAsync(tenant, "Bench", "FR", default);
        await UploadAsync(services.GetRequiredService<BlobServiceClient>(), tenant, rows, metadata.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));
        await services.GetRequiredService<Imports>().RegisterDroppedAsync($"{tenant}/people.csv", default);
    }

    private static async Task UploadAsync(BlobServiceClient blobs, TenantId tenant, int rows, Dictionary<string, string> metadata)
    {
        var blob = blobs.GetBlobContainerClient(ImportStorage.Dropped).GetBlobClient($"{tenant}/people.csv");
        await using var stream = await blob.OpenWriteAsync(overwrite: true, new BlobOpenWriteOptions { BufferSize = UploadBuffer, Metadata = metadata });
        await using var text = new StreamWriter(stream);
        await text.WriteLineAsync(PeopleFile.Header);
        for (var row = 0; row < rows; row++)
        {
            await text.WriteLineAsync(PeopleFile.Row(row));
        }
    }

    internal static async Task<ImportRecord> FinishAsync(ServiceProvider services, TenantId tenant)
    {
        var queue = services.GetRequiredService<QueueServiceClient>().GetQueueClient(ImportStorage.Queue);
        var runner = services.GetRequiredService<ImportRunner>();
        while ((await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(10))).Value is { } message)
        {
            await runner.RunAsync(ImportMessage.Parse(message.MessageText), default);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }

        return (await services.GetRequiredService<Imports>().AllAsync(tenant, default).FirstAsync()).Record;
    }
}
