using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.EndToEnd.Import;

[Collection(AzuriteCollection.Name)]
public sealed class ImportOverAzuriteTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TenantId tenant = new(AzuriteFixture.NewName());
    private ServiceProvider services = null!;

    private Imports Imports => services.GetRequiredService<Imports>();

    private BlobServiceClient Blobs => services.GetRequiredService<BlobServiceClient>();

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(StorageClients.Setting, (string?)azurite.ConnectionString)]).Build();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(new ImportSettings { RowsPerChunk = 20, CheckpointInterval = TimeSpan.Zero })
            .AddStore()
            .AddDirectory(ConfiguredTenants.None)
            .AddImport()
            .BuildServiceProvider();
        await services.GetRequiredService<StorageSetup>().EnsureAsync(default);
        await services.GetRequiredService<TenantStore>().EnsureAsync(tenant, "Demo", "JP", default);
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task A_dropped_file_is_registered_once_run_and_reported()
    {
        var rows = string.Concat(Enumerable.Range(0, 300).Select(i => i % 50 == 7 ? $"Person {i},,8.19E+11\n" : $"Person {i},p{i}@example.com,090-0000-{i:D4}\n"));
        await UploadAsync(ImportStorage.Dropped, "a folder/people ü.csv", "name,email,phone\n" + rows, ("folder", "f1"));
        await Imports.RegisterDroppedAsync($"{tenant}/a folder/people ü.csv", default);
        await Imports.RegisterDroppedAsync($"{tenant}/a folder/people ü.csv", default);
        await DeliverAsync();

        var import = Assert.Single(await Imports.AllAsync(tenant, default).ToListAsync());
        Assert.Equal((ImportStatus.Done, 300L, 294L, 6L), (import.Record.Status, import.Record.Rows.Total, import.Record.Rows.Created, import.Record.Rows.Rejected));
        Assert.Equal((294, "f1"), (await CountAsync(contact => contact.Folder == "f1"), "f1"));

        var report = JsonDocument.Parse(await TextAsync(ImportStorage.Reports, "a folder/people ü.csv.report.json")).RootElement;
        Assert.Equal(("done", 6), (report.GetProperty("status").GetString(), report.GetProperty("rows").GetProperty("rejected").GetInt32()));
        var rejected = await TextAsync(ImportStorage.Reports, "a folder/people ü.csv.rejected.csv");
        Assert.Equal(7, rejected.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\r\n9,phone,phone-scientific-notation,", rejected, StringComparison.Ordinal);
        using var own = new StreamReader((await Imports.OpenRejectedAsync(import, default))!);
        Assert.Equal(rejected.TrimStart((char)0xFEFF), await own.ReadToEndAsync());

        await UploadAsync(ImportStorage.Dropped, "a folder/people ü.csv", "name,email,phone\n" + rows.Replace("8.19E+11", "", StringComparison.Ordinal));
        await Imports.RegisterDroppedAsync($"{tenant}/a folder/people ü.csv", default);
        await DeliverAsync();
        var again = (await Imports.AllAsync(tenant, default).FirstAsync()).Record;
        Assert.Equal((294L, 6L, 0L), (again.Rows.Unchanged, again.Rows.Created, again.Rows.Rejected));
        Assert.False(await Blobs.GetBlobContainerClient(ImportStorage.Reports).GetBlobClient($"{tenant}/a folder/people ü.csv.rejected.csv").ExistsAsync());
    }

    [Fact]
    public async Task A_version_that_was_replaced_before_it_was_read_fails_and_leaves_the_next_alone()
    {
        await UploadAsync(ImportStorage.Dropped, "people.csv", "name\nOld\n");
        await Imports.RegisterDroppedAsync($"{tenant}/people.csv", default);
        await UploadAsync(ImportStorage.Dropped, "people.csv", "name\nNew\n");
        await DeliverAsync();
        Assert.Equal("file-changed", (await Imports.AllAsync(tenant, default).FirstAsync()).Record.Problem?.Code);

        await services.GetRequiredService<ImportSweep>().RunAsync(default);
        await DeliverAsync();
        Assert.Equal(1, await CountAsync(contact => contact.Name.Full == "New"));
        Assert.Equal(0, await CountAsync(contact => contact.Name.Full == "Old"));
    }

    [Fact]
    public async Task A_file_of_no_tenant_is_moved_to_quarantine_with_a_report()
    {
        var path = $"{AzuriteFixture.NewName()}/people.csv";
        await Blobs.GetBlobContainerClient(ImportStorage.Dropped).GetBlobClient(path).UploadAsync(BinaryData.FromString("name\nA\n"));
        await Imports.RegisterDroppedAsync(path, default);
        Assert.False(await Blobs.GetBlobContainerClient(ImportStorage.Dropped).GetBlobClient(path).ExistsAsync());
        var quarantine = Blobs.GetBlobContainerClient(ImportStorage.Quarantine);
        Assert.Equal("name\nA\n", (await quarantine.GetBlobClient(path).DownloadContentAsync()).Value.Content.ToString());
        Assert.Contains("unknown-tenant", (await quarantine.GetBlobClient($"{path}.report.json").DownloadContentAsync()).Value.Content.ToString(), StringComparison.Ordinal);

        var files = services.GetRequiredService<ImportFiles>();
        await files.DeleteQuarantinedAsync(TimeProvider.System.GetUtcNow().AddDays(-1), 1000, default);
        Assert.True(await quarantine.GetBlobClient(path).ExistsAsync());
        await files.DeleteQuarantinedAsync(TimeProvider.System.GetUtcNow().AddDays(1), 1000, default);
        Assert.False(await quarantine.GetBlobClient(path).ExistsAsync());
        Assert.False(await quarantine.GetBlobClient($"{path}.report.json").ExistsAsync());
    }

    [Fact]
    public async Task A_sent_file_is_stored_and_imported_in_the_senders_name()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("name;email\nAnn;ann@example.com\n"));
        var upload = new ImportUpload(tenant, "mine.csv", "member:ann", new ImportOptions { Scope = ImportScope.Personal, Owner = new MemberId("ann") });
        var import = Assert.IsType<UploadResult.Registered>(await Imports.RegisterUploadAsync(upload, content, default)).Import;
        Assert.Equal($"uploads/{tenant}/{import.Record.Id}/mine.csv", import.Record.Source);
        await DeliverAsync();
        Assert.Equal(("semicolon", 1L), ((await Imports.FindAsync(tenant, import.Record.Id, default))!.Record.Delimiter, (await Imports.FindAsync(tenant, import.Record.Id, default))!.Record.Rows.Created));
        var store = services.GetRequiredService<ContactStore>();
        var ann = Assert.Single(await store.AllAsync(Partition.Member(tenant, new MemberId("ann")), default).ToListAsync());
        Assert.Equal("member:ann", ann.Record.UpdatedBy);

        await services.GetRequiredService<ImportFiles>().DeleteSentAsync($"{tenant}/{import.Record.Id}/mine.csv", default);
        Assert.False(await Blobs.GetBlobContainerClient(ImportStorage.Uploads).GetBlobClient($"{tenant}/{import.Record.Id}/mine.csv").ExistsAsync());
    }

    private Task UploadAsync(string container, string path, string content, params (string Name, string Value)[] metadata) =>
        Blobs.GetBlobContainerClient(container).GetBlobClient($"{tenant}/{path}").UploadAsync(
            BinaryData.FromString(content), new BlobUploadOptions { Metadata = metadata.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal) });

    private async Task<string> TextAsync(string container, string path) =>
        (await Blobs.GetBlobContainerClient(container).GetBlobClient($"{tenant}/{path}").DownloadContentAsync()).Value.Content.ToString();

    /// <summary>What the queue's trigger does; messages of other tests' tenants are left out.</summary>
    private async Task DeliverAsync()
    {
        var queue = services.GetRequiredService<QueueServiceClient>().GetQueueClient(ImportStorage.Queue);
        var runner = services.GetRequiredService<ImportRunner>();
        while ((await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(30))).Value is { } message)
        {
            if (ImportMessage.Parse(message.MessageText) is var parsed && parsed.Tenant == tenant.Value)
            {
                await runner.RunAsync(parsed, default);
            }

            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    private async Task<int> CountAsync(Func<Contact, bool> isCounted)
    {
        var count = 0;
        for (var shard = 0; shard < TenantRecord.FirstShards; shard++)
        {
            count += await services.GetRequiredService<ContactStore>().AllAsync(Partition.Shared(tenant, shard), default).CountAsync(contact => isCounted(contact.Record.Contact));
        }

        return count;
    }
}
