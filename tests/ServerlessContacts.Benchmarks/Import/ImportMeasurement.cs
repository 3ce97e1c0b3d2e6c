using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
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

    public static async Task<Imported> RunAsync(int rows)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var services = Services(azurite.ConnectionString);
        await services.GetRequiredService<StorageSetup>().EnsureAsync(default);
        await services.GetRequiredService<Tenants>().EnsureAsync(Tenant, "Bench", "FR", default);
        await UploadAsync(services.GetRequiredService<BlobServiceClient>(), rows);
        await services.GetRequiredService<Imports>().RegisterDroppedAsync($"{Tenant}/people.csv", default);

        var watch = Stopwatch.StartNew();
        var import = await FinishAsync(services);
        var seconds = watch.Elapsed.TotalSeconds;
        if (import.Rows.Created != rows)
        {
            throw new InvalidOperationException($"{import.Status}: {import.Rows.Created} of {rows} rows were created, {import.Rows.Rejected} rejected.");
        }

        return new Imported(rows / seconds, services.GetRequiredService<CountingTable>().BytesPerEntity, Memory.PeakMb());
    }

    private static ServiceProvider Services(string connection)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(StorageClients.Setting, (string?)connection)]).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(provider => new CountingTable(new AzureTable(provider.GetRequiredService<StorageClients>().Tables.GetTableClient(StoreRegistration.TableName))))
            .AddSingleton<ITable>(provider => provider.GetRequiredService<CountingTable>())
            .AddStore()
            .AddSingleton<Tenants>()
            .AddSingleton<TenantDirectory>()
            .AddImport()
            .BuildServiceProvider();
    }

    private static async Task UploadAsync(BlobServiceClient blobs, int rows)
    {
        var blob = blobs.GetBlobContainerClient(ImportStorage.Dropped).GetBlobClient($"{Tenant}/people.csv");
        await using var stream = await blob.OpenWriteAsync(overwrite: true);
        await using var text = new StreamWriter(stream);
        await text.WriteLineAsync(PeopleFile.Header);
        for (var row = 0; row < rows; row++)
        {
            await text.WriteLineAsync(PeopleFile.Row(row));
        }
    }

    private static async Task<ImportRecord> FinishAsync(ServiceProvider services)
    {
        var queue = services.GetRequiredService<QueueServiceClient>().GetQueueClient(ImportStorage.Queue);
        var runner = services.GetRequiredService<ImportRunner>();
        while ((await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(10))).Value is { } message)
        {
            await runner.RunAsync(ImportMessage.Parse(message.MessageText), default);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }

        return (await services.GetRequiredService<Imports>().AllAsync(Tenant, default).FirstAsync()).Record;
    }
}
