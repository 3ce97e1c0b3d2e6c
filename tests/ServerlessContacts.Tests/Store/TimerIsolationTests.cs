using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Erasure;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Tests.Erasure;
using ServerlessContacts.Tests.Housekeeping;
using ServerlessContacts.Tests.Import;
using ServerlessContacts.Tests.Search;
using ServerlessContacts.Tests.Sync;

namespace ServerlessContacts.Tests.Store;

/// <summary>Each timer goes through rows of all tenants. A row of one of them that nobody can read is set aside, and the others get what they wait for.</summary>
public sealed class TimerIsolationTests
{
    /// <summary>Sorts before the rows of any tenant.</summary>
    private const string First = "!";

    [Fact]
    public async Task An_unreadable_connection_does_not_keep_others_from_being_synchronised()
    {
        await using var rig = await ConnectionRig.StartAsync();
        var sweep = new DueSweep(rig.Table, rig.Due, rig.Store, rig, Sweepers.Over(rig.Table, rig.Time), rig.Time);
        await SpoilAsync(rig.Table, "~sync", DueConnections.Kind);
        var connection = (await rig.CreateAsync()).Connection;
        await rig.Store.SaveAsync(connection, connection.Standing with { Due = rig.Time.GetUtcNow() }, default);
        await sweep.RunAsync(default);
        Assert.Equal([connection.Key.Message()], rig.Messages);
        await AssertAsideAsync(rig.Table, rig.Time, DueConnections.Kind);
    }

    [Fact]
    public async Task An_unreadable_upload_or_import_does_not_keep_other_files_from_being_imported()
    {
        var rig = await ImportRig.StartAsync();
        await SpoilAsync(rig.Table, ActiveImports.PartitionKey, UploadTicket.Kind);
        await SpoilAsync(rig.Table, ActiveImports.PartitionKey, ActiveImport.Kind);
        var address = await rig.PrepareAsync(new ImportUpload(ImportRig.Demo, "a.csv", "member:ann", new ImportOptions()));
        rig.Files.Put(ImportStorage.Uploads, $"demo/{address.Import}/a.csv", Encoding.UTF8.GetBytes("name,email\nAda,ada@example.com\n"));
        await rig.Sweep.RunAsync(default);
        await rig.RunAsync();
        Assert.Equal(ImportStatus.Done, (await rig.FindAsync(address.Import)).Status);
        await AssertAsideAsync(rig.Table, rig.Time, ActiveImport.Kind, UploadTicket.Kind);
    }

    [Fact]
    public async Task An_unreadable_snapshot_request_does_not_keep_others_from_being_answered()
    {
        var (book, queue) = (new AddressBook(), new SnapshotQueue());
        var tenants = new TenantDirectory(book.Journal, ConfiguredTenants.None, TimeProvider.System);
        var builder = new SnapshotBuilder(book.Indexes, book.Snapshots, queue, Sweepers.Over(book.Table, TimeProvider.System), tenants);
        await SpoilAsync(book.Table, SnapshotRequests.PartitionKey, SnapshotRequests.Kind);
        await book.Requests.AddAsync(AddressBook.Tenant, default);
        await builder.SweepAsync(default);
        Assert.Equal([AddressBook.Tenant], queue.Queued);
        await AssertAsideAsync(book.Table, TimeProvider.System, SnapshotRequests.Kind);
    }

    [Fact]
    public async Task An_unreadable_partition_does_not_keep_others_from_being_looked_after()
    {
        var rig = new HousekeepingRig();
        await SpoilAsync(rig.Table, HousekeepingCalendar.PartitionKey, HousekeepingCalendar.Kind);
        await rig.WriteAsync(1);
        rig.Time.Advance(HousekeepingCalendar.FirstLook + TimeSpan.FromDays(1));
        await rig.Sweep.RunAsync(default);
        Assert.Single(rig.Messages);
        await AssertAsideAsync(rig.Table, rig.Time, HousekeepingCalendar.Kind);
    }

    [Fact]
    public async Task An_unreadable_erasure_does_not_keep_others_from_going_on()
    {
        var rig = new ErasureRig();
        await SpoilAsync(rig.Table, ErasureStore.PartitionKey, StoredErasure.Kind);
        await rig.Sweep.RunAsync(default);
        await AssertAsideAsync(rig.Table, rig.Time, StoredErasure.Kind);
    }

    [Fact]
    public async Task One_key_for_a_file_and_for_an_upload_address_stops_no_sweep()
    {
        var rig = await ImportRig.StartAsync();
        var upload = new ImportUpload(ImportRig.Demo, "a.csv", "member:ann", new ImportOptions()) { IdempotencyKey = "k" };
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("name,email\nAda,ada@example.com\n"));
        var import = await rig.RegisterAsync(upload, content);
        var address = await rig.PrepareAsync(upload);
        Assert.NotEqual(import.Record.Id, address.Import);
        rig.Files.Put(ImportStorage.Uploads, $"demo/{address.Import}/a.csv", Encoding.UTF8.GetBytes("name,email\nBob,bob@example.com\n"));
        await rig.Sweep.RunAsync(default);
        await rig.RunAsync();
        Assert.Equal((ImportStatus.Done, ImportStatus.Done), ((await rig.FindAsync(import.Record.Id)).Status, (await rig.FindAsync(address.Import)).Status));
    }

    private sealed class SnapshotQueue : IWorkQueue<SnapshotMessage>
    {
        public List<TenantId> Queued { get; } = [];

        public Task SendAsync(SnapshotMessage message, TimeSpan delay, CancellationToken cancellationToken)
        {
            Queued.Add(message.Tenant);
            return Task.CompletedTask;
        }
    }

    private static async Task SpoilAsync(ITable table, string partition, RowKind kind) =>
        await new PlainRows(table).InsertAsync(partition, kind.Key(First), "{ not JSON"u8.ToArray(), default);

    private static async Task AssertAsideAsync(ITable table, TimeProvider time, params RowKind[] kinds)
    {
        var aside = await new SetAsideRows(table, new Retentions(), time).AllAsync(default).ToListAsync();
        Assert.Equal(kinds.Select(kind => kind.Letter), aside.Select(row => row.RowKey[0]).Order());
    }
}
