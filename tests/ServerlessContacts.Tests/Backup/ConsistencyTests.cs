using ServerlessContacts.Backup;
using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Tests.Backup;

/// <summary>Whatever is written while a partition is backed up, it is restored as it was after one of its changes, rows that are in no log included.</summary>
public sealed class ConsistencyTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(int.MaxValue)]
    public async Task A_partition_is_restored_as_it_was_after_one_of_its_changes(int calls)
    {
        var moved = 0;
        for (var seed = 0; seed < 8; seed++)
        {
            var rig = new BackupRig(settings: new BackupSettings { Budget = TimeSpan.FromSeconds(20 * (1 + (seed % 4))) });
            var writers = new Writers(seed, rig.Table, rig.Time);
            await writers.WriteAsync(150);
            rig.Time.Advance(TimeSpan.FromDays(91));
            await writers.WriteAsync(150);
            var before = await HeadsAsync(rig);
            var others = writers.OnceIn(calls);
            rig.Restart(new BusyTable(rig.Table, () =>
            {
                rig.Time.Advance(TimeSpan.FromSeconds(1));
                return others();
            }));
            Assert.InRange(await rig.BackUpAsync(), 8, 500);

            var target = new RestoreTarget(rig.Time);
            Assert.IsType<RestoreResult.Restored>(await rig.RestoreAsync(target));
            var cuts = await CutsAsync(target, rig.Time);
            Assert.All(Writers.Partitions, partition => Assert.Equal(writers.StateAt(partition, cuts[partition]), Writers.StateOf(target.Table, partition)));
            Assert.All(Writers.Partitions, partition => Assert.InRange(cuts[partition], before[partition], long.MaxValue));
            moved += Writers.Partitions.Count(partition => cuts[partition] > before[partition]);
        }

        Assert.InRange(moved, calls == int.MaxValue ? 0 : 20, calls == int.MaxValue ? 0 : 40);
    }

    /// <summary>The log is dense from its beginning, every change has its receipt with its note, and the last one is the restore's.</summary>
    private static async Task<Dictionary<Partition, long>> CutsAsync(RestoreTarget target, TimeProvider time)
    {
        var cuts = new Dictionary<Partition, long>();
        var journal = new Journal(target.Table, time);
        foreach (var partition in Writers.Partitions)
        {
            var start = await LogStart.ReadAsync(journal, partition, default);
            var changes = await journal.ChangesAsync(partition, start.Through, default).ToListAsync();
            cuts[partition] = changes[^1].Follows;
            Assert.Equal(changes[^1].Follows + RestoredLog.Leap, changes[^1].Sequence);
            Assert.Equal(changes[^1].Sequence, await journal.SequenceAsync(partition, default));
            foreach (var change in changes.SkipLast(1))
            {
                var receipt = ReceiptData.Read((await target.Table.FindAsync(partition.Key, StoredReceipt.KeyOf(change.Operation), default))!);
                Assert.Equal((change.Sequence, "a note"), (receipt.Sequence, System.Text.Encoding.UTF8.GetString(receipt.Note!)));
            }
        }

        return cuts;
    }

    private static async Task<Dictionary<Partition, long>> HeadsAsync(BackupRig rig)
    {
        var heads = new Dictionary<Partition, long>();
        foreach (var partition in Writers.Partitions)
        {
            heads[partition] = await new Journal(rig.Table, rig.Time).SequenceAsync(partition, default);
        }

        return heads;
    }
}
