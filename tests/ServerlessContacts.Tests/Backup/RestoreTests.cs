using System.IO.Compression;
using ServerlessContacts.Backup;
using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Tests.Backup;

public sealed class RestoreTests
{
    private readonly BackupRig rig = new();
    private readonly RestoreTarget target;

    public RestoreTests() => target = new RestoreTarget(rig.Time);

    [Fact]
    public async Task Into_a_table_that_is_not_empty_nothing_is_restored()
    {
        await FillAsync();
        await new Writers(1, target.Table, rig.Time).WriteAsync(1);
        var before = target.Table.Transactions;
        Assert.IsType<RestoreResult.NotEmpty>(await rig.RestoreAsync(target));
        Assert.Equal(before, target.Table.Transactions);
    }

    [Fact]
    public async Task Repeating_a_restore_changes_nothing_and_another_is_refused()
    {
        await FillAsync();
        await rig.RestoreAsync(target);
        var before = target.Table.Transactions;
        Assert.IsType<RestoreResult.Restored>(await rig.RestoreAsync(target));
        Assert.IsType<RestoreResult.NotEmpty>(await rig.RestoreAsync(target, tenant: "acme"));
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.BackUpAsync();
        Assert.IsType<RestoreResult.NotEmpty>(await rig.RestoreAsync(target));
        Assert.Equal(before, target.Table.Transactions);
    }

    /// <summary>
    /// Every 13th byte of the rows changed, and every 13th length cut to. The last bits of a compressed file say nothing at times: what
    /// says the same without them is not damaged.
    /// </summary>
    [Fact]
    public async Task Damaged_files_are_noticed_before_anything_is_written()
    {
        await FillAsync(changes: 12);
        var name = rig.Kept.Names.Single(file => file.Contains("rows-", StringComparison.Ordinal));
        var whole = rig.Kept.Bytes(name)!;
        for (var at = 0; at < whole.Length; at += 13)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            foreach (var damaged in new[] { changed, whole[..at] }.Where(bytes => !SaysTheSame(bytes, whole)))
            {
                rig.Kept.Put(name, damaged);
                Assert.IsType<RestoreResult.Damaged>(await rig.RestoreAsync(target));
            }
        }

        await rig.Kept.DeleteAsync(name, version: null, default);
        Assert.IsType<RestoreResult.Damaged>(await rig.RestoreAsync(target));
        Assert.Empty(target.Table.Dump());
        rig.Kept.Put(name, whole);
        Assert.IsType<RestoreResult.Restored>(await rig.RestoreAsync(target));
    }

    private static bool SaysTheSame(byte[] one, byte[] other)
    {
        try
        {
            return Records(one).AsSpan().SequenceEqual(Records(other));
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            return false;
        }
    }

    private static byte[] Records(byte[] file)
    {
        using var records = new MemoryStream();
        using var compressed = new BrotliStream(new MemoryStream(file), CompressionMode.Decompress);
        compressed.CopyTo(records);
        return records.ToArray();
    }

    [Fact]
    public async Task What_has_no_manifest_or_one_of_another_format_is_not_restored()
    {
        await FillAsync();
        var name = rig.Kept.Names.Single(file => file.EndsWith("manifest.json", StringComparison.Ordinal));
        var manifest = System.Text.Encoding.UTF8.GetString(rig.Kept.Bytes(name)!);
        rig.Kept.Put(name, System.Text.Encoding.UTF8.GetBytes(manifest.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal)));
        Assert.Equal(new RestoreResult.OtherFormat(2), await rig.RestoreAsync(target));
        await rig.Kept.DeleteAsync(name, version: null, default);
        Assert.IsType<RestoreResult.NotFound>(await rig.RestoreAsync(target));
        Assert.IsType<RestoreResult.NotFound>(await rig.RestoreAsync(target, "../keys"));
    }

    [Fact]
    public async Task One_tenant_alone_is_restored_with_its_blobs_and_the_keys()
    {
        rig.Source("photos").Put("acme/one", [1]);
        rig.Source("photos").Put("acme-b/two", [2]);
        rig.Source("keys").Put("key-1", [3]);
        await FillAsync(changes: 30, budget: TimeSpan.Zero);
        await rig.RestoreAsync(target, tenant: "acme");
        var partitions = target.Table.Dump().Select(row => row.Partition).Distinct(StringComparer.Ordinal);
        Assert.Equal(["acme~d", "acme~mBob=2F=C3=9F", "acme~s0", "acme~s1", "~restore", "~upkeep"], partitions);
        Assert.Equal(["acme/one", "key-1"], [.. target.Container("photos").Names, .. target.Container("keys").Names]);
    }

    [Theory]
    [InlineData("acme-a")]
    [InlineData("acm")]
    [InlineData("zoo")]
    public async Task A_tenant_that_the_backup_does_not_hold_is_told_before_anything_is_written(string tenant)
    {
        await FillAsync();
        Assert.IsType<RestoreResult.NoSuchTenant>(await rig.RestoreAsync(target, tenant: tenant));
        Assert.Empty(target.Table.Dump());
        Assert.IsType<RestoreResult.Restored>(await rig.RestoreAsync(target, tenant: "acme"));
    }

    [Fact]
    public async Task Every_restored_partition_is_in_the_calendar_where_it_was()
    {
        await FillAsync();
        var shard = Partition.Shared(new ServerlessContacts.Contacts.TenantId("acme"), 0);
        var due = new DuePartition(shard, new DateOnly(2027, 2, 3));
        var row = (await rig.Table.FindAsync(shard.Key, RowKeys.LogStart, default));
        Assert.Null(row);
        await rig.Table.SubmitAsync(shard.Key, [LogStart.Whole with { Due = due.Day } is var start ? start.Over(null) : default], default);
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.BackUpAsync();
        await rig.RestoreAsync(target);
        Assert.True(await new HousekeepingCalendar(target.Table).HasAsync(due, default));
        Assert.Equal(Writers.Partitions.Count, target.Table.Dump().Count(entry => entry.Partition == HousekeepingCalendar.PartitionKey));
    }

    [Fact]
    public async Task Whoever_stands_in_what_was_restored_goes_on_and_whoever_stands_beyond_is_told()
    {
        var partition = Writers.Partitions[3];
        await FillAsync();
        var restored = await new Journal(rig.Table, rig.Time).SequenceAsync(partition, default);
        await rig.RestoreAsync(target);
        var journal = new Journal(target.Table, rig.Time);
        for (var position = 0L; position <= restored; position++)
        {
            var changes = await journal.ChangesAsync(partition, position, default).ToListAsync();
            Assert.Equal(restored - position + 1, changes.Count);
            Assert.Empty(changes[^1].Rows);
        }

        for (var position = restored + 1; position < restored + 50; position++)
        {
            await Assert.ThrowsAsync<LogGapException>(async () => await journal.ChangesAsync(partition, position, default).ToListAsync());
        }

        await new Writers(3, target.Table, rig.Time).WriteAsync(20);
        Assert.True(await journal.SequenceAsync(partition, default) > restored + RestoredLog.Leap);
        Assert.NotEmpty(await journal.ChangesAsync(partition, restored, default).ToListAsync());
    }

    [Fact]
    public async Task Whoever_stands_in_a_partition_that_is_in_no_backup_is_told()
    {
        var journal = new Journal(target.Table, rig.Time);
        Assert.Empty(await journal.ChangesAsync(Writers.Partitions[0], 0, default).ToListAsync());
        await Assert.ThrowsAsync<LogGapException>(async () => await journal.ChangesAsync(Writers.Partitions[0], 1, default).ToListAsync());
    }

    /// <summary>The leap is a part of the log: it is compacted with it, and can itself be backed up and restored.</summary>
    [Fact]
    public async Task A_restored_log_can_be_compacted_and_restored_again()
    {
        await FillAsync();
        await rig.RestoreAsync(target);
        var again = new BackupRig(target.Table);
        var writers = new Writers(5, target.Table, rig.Time);
        await writers.WriteAsync(60);
        again.Time.Advance(TimeSpan.FromDays(1));
        await again.BackUpAsync();
        var second = new RestoreTarget(rig.Time);
        Assert.IsType<RestoreResult.NotEmpty>(await again.RestoreAsync(target));
        Assert.IsType<RestoreResult.Restored>(await again.RestoreAsync(second));
        var journal = new Journal(second.Table, rig.Time);
        foreach (var partition in Writers.Partitions)
        {
            var head = await journal.SequenceAsync(partition, default);
            Assert.InRange(head, 2 * RestoredLog.Leap, (2 * RestoredLog.Leap) + 1000);
            var compaction = await new LogCompactor(second.Table, journal, rig.Time).RunAsync(partition, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, default);
            Assert.Equal(CompactionEnd.Complete, compaction.End);
            Assert.Equal(head, Assert.Single(await journal.ChangesAsync(partition, (await LogStart.ReadAsync(journal, partition, default)).Through, default).ToListAsync()).Sequence);
        }
    }

    private async Task FillAsync(int changes = 120, TimeSpan? budget = null)
    {
        rig.Settings = new BackupSettings { Budget = budget ?? TimeSpan.FromMinutes(4) };
        rig.Restart();
        await new Writers(7, rig.Table, rig.Time).WriteAsync(changes);
        await rig.BackUpAsync();
    }
}
