using ServerlessContacts.Import;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Tests.Import;

public sealed class RunningTests
{
    private static string People(int count) => "name,email,phone\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"Person {i},p{i}@example.com,+81 90 {i:D8}\n"));

    [Fact]
    public async Task Dropping_a_file_twice_changes_nothing()
    {
        var rig = await ImportRig.StartAsync();
        Assert.Equal(1000, (await rig.ImportAsync(People(1000))).Rows.Created);
        var (before, points) = (rig.Table.Dump().Where(row => row.Partition.Contains("~s", StringComparison.Ordinal)).Select(row => row.Row.ETag).ToList(), rig.Table.PointReads);
        var again = await rig.ImportAsync(People(1000));
        Assert.Equal((ImportStatus.Done, 1000, 1.0), (again.Status, again.Rows.Unchanged, again.Progress));
        Assert.Equal(before, rig.Table.Dump().Where(row => row.Partition.Contains("~s", StringComparison.Ordinal)).Select(row => row.Row.ETag));
        Assert.InRange(rig.Table.PointReads - points, 0, 50);
    }

    [Fact]
    public async Task New_contacts_fill_transactions_and_go_to_all_shards()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(People(97 * 16));
        var changes = new List<Change>();
        for (var shard = 0; shard < 8; shard++)
        {
            changes.AddRange(await new Journal(rig.Table, rig.Time).ChangesAsync(Partition.Shared(ImportRig.Demo, shard), 0, default).ToListAsync());
        }

        Assert.Equal(Enumerable.Repeat(97, 16), changes.Select(change => change.Rows.Count));
    }

    [Fact]
    public async Task A_blob_is_registered_once_however_often_it_is_announced()
    {
        var rig = await ImportRig.StartAsync();
        await rig.DropAsync("demo/people.csv", People(3));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rig.Imports.RegisterDroppedAsync("demo/people.csv", default)));
        await rig.RunAsync();
        await rig.Imports.RegisterDroppedAsync("demo/people.csv", default);
        Assert.Equal(3, Assert.Single(await rig.Imports.AllAsync(ImportRig.Demo, default).ToListAsync()).Record.Rows.Created);
        Assert.Equal(0, rig.Messages);
    }

    [Fact]
    public async Task When_the_time_is_up_the_rest_is_left_to_the_next_message()
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 10, Budget = TimeSpan.Zero });
        await rig.DropAsync("demo/people.csv", People(30));
        await rig.Runner.RunAsync(new ImportMessage("demo", (await rig.NewestAsync()).Id), default);
        Assert.Equal((ImportStatus.Running, 10), ((await rig.NewestAsync()).Status, (await rig.NewestAsync()).Rows.Total));
        Assert.Equal(2, rig.Messages);
    }

    [Fact]
    public async Task An_import_that_finds_another_at_work_asks_no_more()
    {
        var rig = await ImportRig.StartAsync();
        await using (await WriterLease.TryTakeAsync(rig.Table, rig.Time, ImportRig.Demo, "another", TimeSpan.FromSeconds(30), default))
        {
            await rig.DropAsync("demo/people.csv", People(3));
            await rig.Runner.RunAsync(new ImportMessage("demo", (await rig.NewestAsync()).Id), default);
            Assert.Equal(ImportStatus.Queued, (await rig.NewestAsync()).Status);
            Assert.Equal([TimeSpan.Zero], rig.Delays);
        }

        await rig.RunAsync();
        Assert.Equal(3, (await rig.NewestAsync()).Rows.Created);
    }

    [Fact]
    public async Task A_lease_is_renewed_while_it_is_held_and_taken_over_once_it_has_expired()
    {
        var rig = await ImportRig.StartAsync();
        var length = TimeSpan.FromSeconds(30);
        await using var lease = await WriterLease.TryTakeAsync(rig.Table, rig.Time, ImportRig.Demo, "one", length, default);
        for (var i = 0; i < 12; i++)
        {
            await rig.Time.UntilWaitingAsync();
            var written = rig.Table.RowsWritten;
            rig.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.True(SpinWait.SpinUntil(() => rig.Table.RowsWritten > written, TimeSpan.FromMinutes(5)));
            lease!.ThrowIfLost();
            Assert.Null(await WriterLease.TryTakeAsync(rig.Table, rig.Time, ImportRig.Demo, "two", length, default));
        }
    }

    [Fact]
    public async Task The_sweep_registers_what_nobody_announced_and_wakes_what_nobody_works_on()
    {
        var rig = await ImportRig.StartAsync();
        rig.Files.Put(ImportStorage.Dropped, "demo/people.csv", System.Text.Encoding.UTF8.GetBytes(People(3)));
        await rig.Sweep.RunAsync(default);
        Assert.Equal(1, rig.Messages);
        await rig.Sweep.RunAsync(default);
        Assert.Equal(1, rig.Messages);
        rig.Time.Advance(rig.Settings.StuckAfter);
        await rig.Sweep.RunAsync(default);
        Assert.Equal(2, rig.Messages);

        await rig.RunAsync();
        rig.Time.Advance(rig.Settings.StuckAfter);
        await rig.Sweep.RunAsync(default);
        Assert.Equal((0, 3), (rig.Messages, (await rig.NewestAsync()).Rows.Created));
        Assert.DoesNotContain(rig.Table.Dump(), row => row.Partition == "~imports");
    }

    [Fact]
    public async Task Rows_too_heavy_for_one_transaction_are_spread_over_several()
    {
        var rig = await ImportRig.StartAsync();
        var notes = new string('n', 60_000);
        var import = await rig.ImportAsync("name,email,notes\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"Person {i},p{i}@example.com,{notes}\n")));
        Assert.Equal((40, 0), (import.Rows.Created, import.Rows.Rejected));
        Assert.Equal(40, (await rig.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_contact_that_a_person_changes_meanwhile_is_decided_again()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,email,title\nAnn One,ann@example.com,Old\nBob Two,bob@example.com,Old\n");
        var journal = new Journal(rig.Table, rig.Time);
        var meddled = false;
        rig.Restart(new MeddlingTable(rig.Table, async () =>
        {
            if (!meddled)
            {
                meddled = true;
                foreach (var stored in await rig.ContactsAsync())
                {
                    var changed = stored.Record with { Contact = stored.Record.Contact with { Nickname = "nick" } };
                    await journal.CommitAsync(Partition.Of(ImportRig.Demo, stored.Id), Operation.New("member:x"), [ContactEdits.Change(stored, changed)], default);
                }
            }
        }));
        var rows = (await rig.ImportAsync("name,email,title\nAnn One,ann@example.com,New\nBob Two,bob@example.com,New\n")).Rows;
        Assert.Equal(2, rows.Updated);
        Assert.All(await rig.ContactsAsync(), contact => Assert.Equal(("New", "nick"), (contact.Record.Contact.Organization!.Title, contact.Record.Contact.Nickname)));
    }

    /// <summary>Somebody else writes just before the first transaction of the shared contacts.</summary>
    private sealed class MeddlingTable(ServerlessContacts.Store.Tables.ITable inner, Func<Task> meddle) : ServerlessContacts.Store.Tables.ITable
    {
        public Task<ServerlessContacts.Store.Tables.StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
            inner.FindAsync(partitionKey, rowKey, cancellationToken);

        public IAsyncEnumerable<ServerlessContacts.Store.Tables.StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
            inner.RangeAsync(partitionKey, from, to, cancellationToken);

        public async Task<ServerlessContacts.Store.Tables.Submitted> SubmitAsync(
            string partitionKey, IReadOnlyList<ServerlessContacts.Store.Tables.RowWrite> rows, CancellationToken cancellationToken)
        {
            if (partitionKey.Contains("~s", StringComparison.Ordinal))
            {
                await meddle();
            }

            return await inner.SubmitAsync(partitionKey, rows, cancellationToken);
        }
    }
}
