using Azure;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Import;

/// <summary>One turn takes all files that wait; small ones pass large ones, and each finds what the ones before it have stored.</summary>
public sealed class TurnTests
{
    private const int LargeRows = 4000;

    /// <summary>Looks for small files after every chunk.</summary>
    private static readonly ImportSettings Eager = new() { PassingInterval = TimeSpan.Zero, SmallFileBytes = 1000, CheckpointInterval = TimeSpan.Zero };

    private static string People(int from, int count) =>
        "name,email,phone\n" + string.Concat(Enumerable.Range(from, count).Select(i => $"Person {i},p{i}@example.com,+81 90 {i:D8}\n"));

    [Fact]
    public async Task Many_files_are_one_turn()
    {
        var rig = await ImportRig.StartAsync();
        for (var file = 0; file < 50; file++)
        {
            await rig.DropAsync($"demo/{file}.csv", People(file, 1));
        }

        await rig.Runner.RunAsync(await MessageAsync(rig), default);
        Assert.Equal(50, (await rig.ContactsAsync()).Count);
        Assert.All(await rig.Imports.AllAsync(ImportRig.Demo, default).ToListAsync(), import => Assert.Equal(ImportStatus.Done, import.Record.Status));
    }

    [Fact]
    public async Task What_a_file_brings_the_next_one_of_the_turn_finds()
    {
        var rig = await ImportRig.StartAsync();
        for (var file = 0; file < 20; file++)
        {
            await rig.DropAsync($"demo/{file}.csv", $"name,email,title\nAnn One,ann@example.com,Title {file}\n");
        }

        await rig.RunAsync();
        Assert.StartsWith("Title ", (await rig.OnlyContactAsync()).Organization!.Title, StringComparison.Ordinal);
        Assert.Equal(1, await rig.Imports.AllAsync(ImportRig.Demo, default).CountAsync(import => import.Record.Rows.Created == 1));
    }

    /// <summary>Nobody may find in the book what was only planned.</summary>
    [Fact]
    public async Task What_a_dry_run_would_make_the_next_file_does_not_find()
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { SmallFilesAtOnce = 1 });
        await rig.DropAsync("demo/1.csv", "name,email\nAnn One,ann@example.com\n");
        rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        await rig.DropAsync("demo/2.csv", "name,email,phone\nAnn One,ann@example.com,+81 90 1234 5678\nBob Two,bob@example.com,\n", ("dryrun", "true"));
        rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        await rig.DropAsync("demo/3.csv", "name,phone\nAnn One,+81 90 1234 5678\nBob Two,+81 90 1234 9999\n");
        await rig.RunAsync();
        var created = await rig.Imports.AllAsync(ImportRig.Demo, default).Select(import => import.Record.Rows.Created).ToListAsync();
        Assert.Equal([2, 1, 1], created);
        Assert.Equal(3, (await rig.ContactsAsync()).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_small_file_passes_a_large_one_and_neither_makes_anybody_twice(bool isDryRun)
    {
        var rig = await ImportRig.StartAsync(Eager);
        await rig.DropAsync("demo/large.csv", People(0, LargeRows), isDryRun ? [("dryrun", "true")] : []);
        var large = (await rig.NewestAsync()).Id;
        var isDropped = false;
        rig.Restart(new WatchedTable(rig.Table, async (_, _) =>
        {
            if ((await rig.FindAsync(large)).Rows.Total > LargeRows / 2 && !Interlocked.Exchange(ref isDropped, true))
            {
                rig.Time.Advance(TimeSpan.FromMilliseconds(5));
                await rig.DropAsync("demo/small.csv", People(0, 1) + "Another,another@example.com,\n");
                rig.Time.Advance(TimeSpan.FromMilliseconds(5));
            }
            else if (isDropped)
            {
                rig.Time.Advance(TimeSpan.FromMilliseconds(1));
            }
        }));
        await rig.RunAsync();

        var (small, whole) = (await rig.NewestAsync(), await rig.FindAsync(large));
        Assert.Equal((ImportStatus.Done, ImportStatus.Done, 2L), (small.Status, whole.Status, small.Rows.Total));
        Assert.True(small.Finished < whole.Finished);
        Assert.Equal(isDryRun ? (2, 0) : (1, 1), (small.Rows.Created, small.Rows.Unchanged));
        Assert.Equal(isDryRun ? 2 : LargeRows + 1, (await rig.ContactsAsync()).Count);
    }

    [Fact]
    public async Task What_is_written_by_hand_meanwhile_a_later_file_of_the_turn_finds()
    {
        var rig = await ImportRig.StartAsync(Eager);
        await rig.ImportAsync("name,email\nOld Name,gone@example.com\nDeleted One,deleted@example.com\n");
        await rig.DropAsync("demo/large.csv", People(0, LargeRows));
        var large = (await rig.NewestAsync()).Id;
        var isDone = false;
        rig.Restart(new WatchedTable(rig.Table, async (_, _) =>
        {
            if ((await rig.FindAsync(large)).Rows.Total > LargeRows / 2 && !Interlocked.Exchange(ref isDone, true))
            {
                await rig.EditAsync("Old Name", Renamed);
                await rig.DeleteAsync("Deleted One");
                await rig.DropAsync("demo/small.csv", "name,email,title\nNew Name,new@example.com,Found\nDeleted One,deleted@example.com,Made anew\n");
            }
        }));
        await rig.RunAsync();
        Assert.Equal("Found", (await rig.NamedAsync("New Name")).Record.Contact.Organization!.Title);
        Assert.Equal("Made anew", (await rig.NamedAsync("Deleted One")).Record.Contact.Organization!.Title);
        Assert.Equal(LargeRows + 2, (await rig.ContactsAsync()).Count);
    }

    /// <summary>Its message finds the turn taken after the turn has looked for what waits the last time.</summary>
    [Fact]
    public async Task Who_comes_while_the_turn_ends_is_called()
    {
        var rig = await ImportRig.StartAsync();
        await rig.DropAsync("demo/1.csv", People(1, 1));
        var (first, other, isDropped) = (await MessageAsync(rig), rig.Runner, false);
        rig.Restart(new WatchedTable(rig.Table, async (_, rows) =>
        {
            var isEnd = rows is [{ Action: RowAction.Delete } row] && row.RowKey == WriterLease.Kind.Key("writer");
            if (isEnd && !Interlocked.Exchange(ref isDropped, true))
            {
                rig.Time.Advance(TimeSpan.FromMilliseconds(5));
                await rig.DropAsync("demo/2.csv", People(2, 1));
                await other.RunAsync(await MessageAsync(rig), default);
            }
        }));
        await rig.Runner.RunAsync(first, default);
        Assert.Single(await rig.ContactsAsync());

        // Two for the files, and one that calls the second.
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero], rig.Delays);
        await rig.RunAsync();
        Assert.Equal(2, (await rig.ContactsAsync()).Count);
    }

    /// <summary>A plan that is applied in the moment in which its turn ends waits again, though its message finds the turn taken.</summary>
    [Fact]
    public async Task What_is_applied_while_its_plan_ends_is_not_forgotten()
    {
        var rig = await ImportRig.StartAsync();
        await rig.DropAsync("demo/plan.csv", People(1, 1), ("dryrun", "true"));
        var (message, other, isApplied) = (await MessageAsync(rig), rig.Runner, false);
        rig.Restart(new WatchedTable(rig.Table, async (partition, rows) =>
        {
            var isUnlisting = rows is [{ Action: RowAction.Delete } row] && row.RowKey.Contains(message.Import, StringComparison.Ordinal);
            if (isUnlisting && !Interlocked.Exchange(ref isApplied, true))
            {
                Assert.IsType<ImportDecided.Accepted>(await rig.Decisions.ApplyAsync(ImportRig.Demo, message.Import, default));
                await other.RunAsync(message, default);
            }
        }));
        await rig.Runner.RunAsync(message, default);
        Assert.True(isApplied);
        Assert.Equal((ImportStatus.Done, 1L), ((await rig.NewestAsync()).Status, (await rig.NewestAsync()).Rows.Created));
        Assert.Single(await rig.ContactsAsync());
    }

    public static TheoryData<Exception> FaultsOfOne => new(
        new InvalidDataException("A fault of the file."), new RequestFailedException(400, "Storage takes no such row, however often it is sent."));

    [Theory]
    [MemberData(nameof(FaultsOfOne), DisableDiscoveryEnumeration = true)]
    public async Task One_that_fails_holds_nobody_up_and_is_tried_again(Exception fault)
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { SmallFilesAtOnce = 1 });
        await rig.DropAsync("demo/bad.csv", People(1, 1));
        var bad = await MessageAsync(rig);
        rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        await rig.DropAsync("demo/good.csv", People(2, 1));
        rig.Restart(new WatchedTable(rig.Table, (partition, rows) => IsOf(bad.Import, partition, rows) ? throw fault : Task.CompletedTask));
        Assert.Same(fault, await Record.ExceptionAsync(() => rig.Runner.RunAsync(bad, default)));
        Assert.Equal("Person 2", (await rig.OnlyContactAsync()).Name.Full);
        rig.Restart();
        await rig.RunAsync();
        Assert.Equal(2, (await rig.ContactsAsync()).Count);
    }

    /// <summary>Whatever storage does not take for a while, it takes from nobody: the turn ends, and its message comes again.</summary>
    [Fact]
    public async Task An_outage_ends_the_turn()
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { SmallFilesAtOnce = 1 });
        await rig.DropAsync("demo/one.csv", People(1, 1));
        var one = await MessageAsync(rig);
        rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        await rig.DropAsync("demo/other.csv", People(2, 1));
        rig.Restart(new WatchedTable(rig.Table, (partition, rows) =>
            IsOf(one.Import, partition, rows) ? throw new RequestFailedException(503, "ServerBusy") : Task.CompletedTask));
        await Assert.ThrowsAsync<RequestFailedException>(() => rig.Runner.RunAsync(one, default));
        Assert.Empty(await rig.ContactsAsync());
        rig.Restart();
        await rig.RunAsync();
        Assert.Equal(2, (await rig.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_message_whose_import_is_held_by_a_process_that_has_died_comes_again()
    {
        var rig = await ImportRig.StartAsync();
        await rig.DropAsync("demo/1.csv", People(1, 1));
        var message = await MessageAsync(rig);
        await using var dead = await WriterLease.TryTakeAsync(rig.Table, rig.Time, ImportRig.Demo, message.Import, rig.Settings.LeaseTime, default);
        await rig.Runner.RunAsync(message, default);
        Assert.Equal([TimeSpan.Zero, rig.Settings.Patience], rig.Delays);
    }

    /// <summary>Whether the rows are contacts that the import makes.</summary>
    private static bool IsOf(string import, string partition, IReadOnlyList<RowWrite> rows) =>
        partition.Contains("~s", StringComparison.Ordinal) && rows.Any(row => row.RowKey.Contains(import, StringComparison.Ordinal));

    private static Contact Renamed(Contact contact) =>
        contact with { Name = new ContactName { Full = "New Name" }, Emails = [contact.Emails[0] with { Address = "new@example.com" }] };

    private static async Task<ImportMessage> MessageAsync(ImportRig rig) => new("demo", (await rig.NewestAsync()).Id);

    /// <summary>Tells of each write before it is made.</summary>
    private sealed class WatchedTable(ITable inner, Func<string, IReadOnlyList<RowWrite>, Task> before) : ITable
    {
        public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
            inner.FindAsync(partitionKey, rowKey, cancellationToken);

        public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
            inner.RangeAsync(partitionKey, from, to, cancellationToken);

        public async Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken)
        {
            await before(partitionKey, rows);
            return await inner.SubmitAsync(partitionKey, rows, cancellationToken);
        }
    }
}
