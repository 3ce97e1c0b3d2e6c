using System.Text;
using ServerlessContacts.Backup;
using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Tests.Backup;

public sealed class BackupTests
{
    private readonly BackupRig rig = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_that_dies_at_any_write_is_none_and_becomes_whole(bool takesEffect)
    {
        for (var writes = 1; ; writes++)
        {
            var one = await FilledAsync(TimeSpan.Zero, changes: 6);
            var died = await one.DiesAsync(writes, takesEffect, one.BackUpAsync);
            var manifest = (await one.Backups.AllAsync(default)).SingleOrDefault();
            await one.BackUpAsync();
            var backup = Assert.Single(await one.Backups.AllAsync(default), backup => manifest is null || backup.Id == manifest.Id);
            Assert.Equal(backup.Files.Sum(file => file.Rows), backup.Rows);
            await AssertSameAsync(one);
            if (!died)
            {
                Assert.InRange(writes, 40, 400);
                return;
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restore_that_dies_at_any_write_goes_on(bool takesEffect)
    {
        var one = await FilledAsync(TimeSpan.FromMinutes(4), changes: 60);
        await one.BackUpAsync();
        for (var writes = 1; ; writes++)
        {
            var target = new RestoreTarget(one.Time);
            var process = new Import.Running.DyingProcess(writes, takesEffect);
            var died = await Record.ExceptionAsync(() => one.RestoreAsync(target, table: process.Over(target.Table)));
            Assert.True(died is null or ServerlessContacts.Tests.Store.CrashException, died?.ToString());
            Assert.IsType<RestoreResult.Restored>(await one.RestoreAsync(target));
            AssertSame(one, target);
            if (died is null)
            {
                Assert.InRange(writes, 10, 100);
                return;
            }
        }
    }

    [Fact]
    public async Task A_turn_without_time_stores_a_row_at_least_and_the_next_goes_on()
    {
        var hurried = await FilledAsync(TimeSpan.Zero, changes: 30);
        var turns = await hurried.BackUpAsync();
        Assert.InRange(turns, 90, 400);
        await AssertSameAsync(hurried);
        Assert.Equal(3, await (await FilledAsync(TimeSpan.FromMinutes(4), changes: 30)).BackUpAsync());
    }

    [Fact]
    public async Task Blobs_are_copied_once_and_stay_until_no_backup_can_need_them()
    {
        rig.Source("photos").Put("acme/one", [1], "image/png");
        rig.Source("photos").Put("acme/two", [2], "image/jpeg");
        rig.Source("keys").Put("key", [3]);
        await rig.BackUpAsync();
        Assert.Equal("image/png", rig.Kept.Find("blobs/photos/acme/one")!.ContentType);
        await rig.Source("photos").DeleteAsync("acme/one", version: null, default);
        for (var day = 1; day <= 40; day++)
        {
            rig.Time.Advance(TimeSpan.FromDays(1));
            var written = rig.Kept.Written;
            await rig.BackUpAsync();
            Assert.Equal(2, rig.Kept.Written - written);
            Assert.Equal(day <= 37, rig.Kept.Find("blobs/photos/acme/one") is not null);
        }

        Assert.NotNull(rig.Kept.Find("blobs/photos/acme/two"));
    }

    [Fact]
    public async Task A_blob_that_came_back_is_not_lost_with_the_one_that_was_gone()
    {
        rig.Source("photos").Put("acme/one", [1]);
        await rig.BackUpAsync();
        await rig.Source("photos").DeleteAsync("acme/one", version: null, default);
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.BackUpAsync();
        Assert.Contains("gone", rig.Kept.Find("blobs/photos/acme/one")!.Metadata.Keys);
        rig.Source("photos").Put("acme/one", [1]);
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.BackUpAsync();
        Assert.DoesNotContain("gone", rig.Kept.Find("blobs/photos/acme/one")!.Metadata.Keys);
    }

    [Fact]
    public async Task Backups_expire_but_never_the_newest_whole_one()
    {
        for (var day = 0; day < 40; day++)
        {
            await rig.BackUpAsync();
            rig.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(36, (await rig.Backups.AllAsync(default)).Count);
        rig.Time.Advance(TimeSpan.FromDays(100));
        await rig.DiesAsync(3, takesEffect: false, rig.BackUpAsync);
        Assert.Equal(36, (await rig.Backups.AllAsync(default)).Count);
        rig.Time.Advance(TimeSpan.FromDays(3));
        rig.Messages.Clear();
        await rig.BackUpAsync();
        Assert.Equal(2, rig.Kept.Names.Count(name => name.StartsWith("tables/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_turns_at_once_are_one()
    {
        var one = await FilledAsync(TimeSpan.FromMinutes(4), changes: 60);
        await one.Start.RunAsync(default);
        var id = one.Messages.Dequeue();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => one.Run.RunAsync(id, default))));
        // One that begins when another has ended takes the next turn.
        Assert.InRange(one.Messages.Count, 1, 5);
        await one.Start.RunAsync(default);
        Assert.All(one.Messages, message => Assert.Equal(id, message));
        await one.BackUpAsync();
        await AssertSameAsync(one);
    }

    [Fact]
    public async Task Without_an_account_nothing_is_begun()
    {
        var start = new BackupStart(rig.Table, new BackupAccount(files: null), rig, rig.Settings, rig.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<BackupStart>.Instance);
        await start.RunAsync(default);
        Assert.Equal((0, 0), (rig.Messages.Count, rig.Table.Transactions));
    }

    [Fact]
    public async Task What_a_partition_costs_is_known()
    {
        var writers = new Writers(1, rig.Table, rig.Time);
        await writers.WriteAsync(200);
        var points = rig.Table.PointReads;
        await rig.BackUpAsync();
        Assert.Equal(2 * Writers.Partitions.Count, rig.Table.PointReads - points - Bookkeeping);
    }

    /// <summary>The timer's look and each turn's at how far the backup has come.</summary>
    private const int Bookkeeping = 1 + 3;

    private static async Task<BackupRig> FilledAsync(TimeSpan budget, int changes)
    {
        var filled = new BackupRig(settings: new BackupSettings { Budget = budget });
        await new Writers(7, filled.Table, filled.Time).WriteAsync(changes);
        filled.Source("photos").Put("acme/one", Encoding.UTF8.GetBytes("a picture"));
        return filled;
    }

    private static async Task AssertSameAsync(BackupRig one)
    {
        var target = new RestoreTarget(one.Time);
        Assert.IsType<RestoreResult.Restored>(await one.RestoreAsync(target));
        AssertSame(one, target);
    }

    /// <summary>The same rows, but for the end of the log.</summary>
    private static void AssertSame(BackupRig one, RestoreTarget target)
    {
        Assert.Equal(Rows(one.Table), Rows(target.Table));
        Assert.Equal(["acme/one"], target.Container("photos").Names);
        Assert.Equal(Writers.Partitions.Count(partition => target.Table.Dump().Any(row => row.Partition == partition.Key)), Ends(target.Table));
    }

    private static int Ends(ServerlessContacts.Tests.Store.MemoryTable table) => table.Dump().Count(row => row.Row.RowKey.StartsWith("z~", StringComparison.Ordinal) && row.Row.Sequence > RestoredLog.Leap);

    private static List<string> Rows(ServerlessContacts.Tests.Store.MemoryTable table) =>
    [
        .. table.Dump()
            .Where(row => row.Partition[0] != '~' && row.Row.Sequence < RestoredLog.Leap && row.Row.RowKey != RowKeys.Head)
            .Select(row => $"{row.Partition} {row.Row.RowKey} {row.Row.Sequence} {Convert.ToHexString(row.Row.Data.Span)}"),
    ];
}
