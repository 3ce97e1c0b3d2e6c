using ServerlessContacts.Contacts;
using ServerlessContacts.Import;
using ServerlessContacts.Search;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Import;
using ServerlessContacts.Tests.Search;
using ServerlessContacts.Tests.Providers.Google;
using ServerlessContacts.Tests.Providers.Microsoft;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests;

/// <summary>What is recorded of real operations: each name, with its tags, and the value after them.</summary>
[Collection(HeardAlone.Name)]
public sealed class TelemetryTests : IDisposable
{
    private const string People = "name,email,phone\nAda Winter,ada@example.com,\nBob Summer,bob@example.com,\nNobody Home,,8.19E+11\n";

    private readonly Heard heard = new();

    public void Dispose() => heard.Dispose();

    [Fact]
    public async Task Imports_tell_how_they_ended_and_what_became_of_rows()
    {
        var rig = await ImportRig.StartAsync();
        await rig.DryRunAsync(People);
        var import = await rig.ImportAsync(People);
        await rig.ImportAsync(People);
        await rig.UndoAsync(import.Id);
        await rig.DropAsync("demo/people.txt", People);
        await rig.DropAsync("nobody/people.csv", People);
        Assert.Equal(
            [
                "contacts.import.rows kind=dryRun outcome=created: 2",
                "contacts.import.rows kind=dryRun outcome=rejected: 1",
                "contacts.import.rows kind=import outcome=created: 2",
                "contacts.import.rows kind=import outcome=rejected: 2",
                "contacts.import.rows kind=import outcome=unchanged: 2",
                "contacts.import.rows kind=undo outcome=deleted: 2",
                "contacts.imports.finished kind=dryRun status=done: 1",
                "contacts.imports.finished kind=import status=done: 2",
                "contacts.imports.finished kind=import status=rejected: 2",
                "contacts.imports.finished kind=undo status=done: 1",
            ],
            heard.Table(ImportTelemetry.Name));
        var turn = heard.Spans.First(span => Equals(span.GetTagItem(ImportTelemetry.ImportTag), import.Id));
        Assert.Equal(("import", "demo", "done"), (turn.DisplayName, turn.GetTagItem(StoreTelemetry.TenantTag), turn.GetTagItem("status")));
    }

    [Fact]
    public async Task Rows_are_counted_where_they_are_written_and_not_where_a_write_is_repeated()
    {
        var book = new AddressBook();
        var (partition, operation) = (Partition.Member(AddressBook.Tenant, AddressBook.Ada), Operation.New("member:ada"));
        await book.ShareAsync("Kim");
        await book.EnrolAsync(AddressBook.Ada, "Ada");
        var edit = new Edit("own", null, "{}"u8.ToArray());
        await book.Journal.CommitAsync(partition, operation, [edit], default);
        await book.Journal.CommitAsync(partition, operation, [edit], default);
        Assert.Equal(
            ["contacts.changes.written book=directory: 1", "contacts.changes.written book=member: 1", "contacts.changes.written book=shared: 1"],
            heard.Table(StoreTelemetry.Name));
    }

    [Fact]
    public async Task Searches_tell_how_long_they_took_and_how_old_the_snapshot_was()
    {
        var time = new ManualTime();
        var files = new MemorySnapshots(time);
        var book = new AddressBook(time: time, snapshots: files);
        await book.ShareAsync("Quill");
        await book.Snapshots.SaveAsync(AddressBook.Tenant, await book.Indexes.LatestAsync(AddressBook.ScopeOf(null), default), default);
        time.Advance(TimeSpan.FromSeconds(90));
        var other = new AddressBook(time: time, table: book.Table, snapshots: files);
        Assert.Equal("Quill", await other.NamesAsync("quill"));
        await other.ListAsync(new ListQuery());
        await other.Search.ListFrequentAsync(AddressBook.ScopeOf(AddressBook.Ada), new ListQuery(), default);
        await other.LookupAsync("03-1234-5678");
        string[] operations = ["frequent", "list", "lookup", "search"];
        Assert.Equal(
            [
                .. operations.Select(operation => $"contacts.search.answer.duration operation={operation}: 1"),
                .. operations.Select(operation => $"contacts.search.index.duration operation={operation}: 1"),
                "contacts.search.snapshot.age: 1",
            ],
            heard.Table(SearchTelemetry.Name));
        Assert.Equal([90], heard.Values(SearchTelemetry.SnapshotAge));
        Assert.Equal(operations, heard.Spans.Where(span => span.Source.Name == SearchTelemetry.Name).Select(span => (string)span.GetTagItem("operation")!).Order());
    }

    [Fact]
    public async Task Syncs_tell_how_they_ended()
    {
        var rig = await SyncRig.StartAsync();
        await rig.AddAsync(new Contact { Name = new ContactName { Full = "Ada Winter" } });
        await rig.SyncAsync(RunKind.Preview);
        await rig.SyncAsync();
        var calls = 0;
        rig.Provider.Next = _ => ++calls == 1 ? CallFault.Throttled : CallFault.None;
        await rig.SyncAsync();
        Assert.Equal(
            ["contacts.sync.runs kind=preview status=done: 1", "contacts.sync.runs kind=sync status=done: 2", "contacts.sync.runs kind=sync status=waiting: 1"],
            heard.Table(SyncTelemetry.Name));
        var turn = heard.Spans.First(span => span.Source.Name == SyncTelemetry.Name);
        Assert.Equal(("sync", "demo", SyncRig.Key.Id), (turn.DisplayName, turn.GetTagItem(StoreTelemetry.TenantTag), turn.GetTagItem(SyncTelemetry.ConnectionTag)));
    }

    [Fact]
    public async Task Syncs_that_need_a_new_sign_in_tell_it_once()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Next = _ => CallFault.SignIn;
        await rig.SyncAsync();
        Assert.Equal(["contacts.connections.signed_out provider=google: 1", "contacts.sync.runs kind=sync status=failed: 1"], heard.Table(SyncTelemetry.Name));
    }

    /// <summary>What is due by itself leaves no run where it cannot begin.</summary>
    [Fact]
    public async Task Syncs_that_cannot_begin_are_counted_too()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Next = _ => CallFault.Throttled;
        await rig.Runner.RunAsync(SyncRig.Key.Message(null), default);
        Assert.Equal(["contacts.sync.runs kind=sync status=waiting: 1"], heard.Table(SyncTelemetry.Name));
    }

    [Fact]
    public async Task Calls_to_providers_tell_how_they_were_answered()
    {
        await using var google = await GoogleRig.StartAsync();
        await google.Contacts.IdentityAsync(default);
        google.Simulator.Faults.Plan(GoogleFault.Throttle);
        await Assert.ThrowsAsync<ProviderException>(() => google.Contacts.IdentityAsync(default));
        await using var microsoft = await AccountRig.StartAsync();
        await microsoft.Account.IdentityAsync(default);
        microsoft.Graph.Faults.Order(GraphFault.Throttled);
        await Assert.ThrowsAsync<ProviderException>(() => microsoft.Account.IdentityAsync(default));
        Assert.Equal(
            [
                "contacts.provider.calls outcome=answered provider=google: 1",
                "contacts.provider.calls outcome=answered provider=microsoft: 1",
                "contacts.provider.calls outcome=throttled provider=google: 1",
                "contacts.provider.calls outcome=throttled provider=microsoft: 1",
            ],
            heard.Table(SyncTelemetry.Name));
    }
}
