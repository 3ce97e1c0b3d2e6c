using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Housekeeping;

public sealed class CompactionTests
{
    private readonly HousekeepingRig rig = new();

    [Fact]
    public async Task Changes_go_with_their_receipts_from_the_oldest_to_the_first_that_is_young_enough()
    {
        await rig.WriteAsync(120);
        rig.Time.Advance(TimeSpan.FromDays(1));
        var young = rig.Time.GetUtcNow();
        await rig.WriteAsync(5);
        Assert.Equal(new Compaction(CompactionEnd.Complete, young), await rig.CompactAsync(young));
        Assert.Equal(121, await rig.FirstOfWholeLogAsync());
        Assert.Equal(125, rig.Rows("k~").Count);
    }

    [Fact]
    public async Task A_change_of_the_very_moment_stays()
    {
        await rig.WriteAsync(3);
        await rig.CompactAsync(rig.Time.GetUtcNow());
        Assert.Equal(1, await rig.FirstOfWholeLogAsync());
        await rig.CompactAsync(rig.Time.GetUtcNow().AddTicks(1));
        Assert.Equal(3, await rig.FirstOfWholeLogAsync());
    }

    [Fact]
    public async Task The_newest_change_stays_so_that_whoever_stands_anywhere_before_it_is_told()
    {
        await rig.WriteAsync(70);
        Assert.Equal(new Compaction(CompactionEnd.Complete, null), await rig.CompactAsync(DateTimeOffset.MaxValue));
        for (var position = 0; position < 69; position++)
        {
            await Assert.ThrowsAsync<LogGapException>(async () => await rig.Journal.ChangesAsync(HousekeepingRig.Shard, position, default).ToListAsync());
        }

        Assert.Equal(70, Assert.Single(await rig.Journal.ChangesAsync(HousekeepingRig.Shard, 69, default).ToListAsync()).Sequence);
        Assert.Empty(await rig.Journal.ChangesAsync(HousekeepingRig.Shard, 70, default).ToListAsync());
    }

    [Fact]
    public async Task Where_a_clock_was_behind_nothing_is_taken_from_the_middle()
    {
        await rig.WriteAsync(2);
        var young = rig.Time.GetUtcNow();
        await rig.WriteAsync(2);
        var late = new Journal(rig.Table, new ManualTime(young.AddHours(-1)));
        await late.CommitAsync(HousekeepingRig.Shard, Operation.New("member:b"), [new Edit("k~late", null, "1"u8.ToArray())], default);
        await rig.WriteAsync(1);
        await rig.CompactAsync(young);
        Assert.Equal(1, await rig.FirstOfWholeLogAsync());
    }

    [Fact]
    public async Task When_the_time_is_up_no_further_transaction_begins_and_the_next_run_goes_on()
    {
        await rig.WriteAsync(200);
        for (var runs = 1; runs <= 4; runs++)
        {
            var before = rig.Table.Transactions;
            var compaction = await rig.CompactAsync(DateTimeOffset.MaxValue, until: rig.Time.GetUtcNow());
            Assert.Equal((CompactionEnd.TimeIsUp, 1), (compaction.End, rig.Table.Transactions - before));
            Assert.Equal(1 + (runs * LogCompactor.ChangesAtOnce), await rig.FirstOfWholeLogAsync());
        }

        Assert.Equal(CompactionEnd.Complete, (await rig.CompactAsync(DateTimeOffset.MaxValue, until: rig.Time.GetUtcNow())).End);
        Assert.Equal(200, await rig.FirstOfWholeLogAsync());
    }

    [Fact]
    public async Task A_run_reads_no_more_than_it_deletes_and_what_stays_in_one_page()
    {
        await rig.WriteAsync(60);
        await rig.CompactAsync(DateTimeOffset.MaxValue);
        await rig.WriteAsync(100);
        var reads = rig.Table.RowsRead;
        await rig.CompactAsync(DateTimeOffset.MinValue);
        Assert.InRange(rig.Table.RowsRead - reads, 1, 7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_compaction_that_dies_at_any_write_leaves_a_whole_log_and_goes_on(bool takesEffect)
    {
        for (var writes = 1; ; writes++)
        {
            var one = new HousekeepingRig();
            await one.WriteAsync(170);
            var died = await one.DiesAsync(writes, takesEffect, () => one.CompactAsync(DateTimeOffset.MaxValue));
            Assert.Equal(died ? 1 + (LogCompactor.ChangesAtOnce * (takesEffect ? writes : writes - 1)) : 170, await one.FirstOfWholeLogAsync(), tolerance: died ? 48 : 0);
            await one.CompactAsync(DateTimeOffset.MaxValue);
            Assert.Equal(170, await one.FirstOfWholeLogAsync());
            if (!died)
            {
                Assert.Equal(5, writes);
                return;
            }
        }
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task An_answer_that_is_lost_ends_the_run_with_a_whole_log(Fault fault)
    {
        await rig.WriteAsync(170);
        for (var lost = 0; lost < 2; lost++)
        {
            var calls = 0;
            rig.Restart(new FaultyTable(rig.Table, () => calls++ == 0 ? fault : Fault.None));
            await Assert.ThrowsAsync<Azure.RequestFailedException>(() => rig.CompactAsync(DateTimeOffset.MaxValue));
            Assert.Equal(fault == Fault.After ? 1 + (LogCompactor.ChangesAtOnce * (lost + 1)) : 1, await rig.FirstOfWholeLogAsync());
        }

        await rig.CompactAsync(DateTimeOffset.MaxValue);
        Assert.Equal(170, await rig.FirstOfWholeLogAsync());
    }

    [Fact]
    public async Task Several_at_once_beside_a_writer_leave_a_whole_log()
    {
        await rig.WriteAsync(400);
        var writer = Task.Run(() => rig.WriteAsync(100));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while ((await rig.CompactAsync(DateTimeOffset.MaxValue)).End != CompactionEnd.Complete)
            {
            }
        })));
        await writer;
        Assert.InRange(await rig.FirstOfWholeLogAsync(), 400, 500);
        Assert.Equal(500, await rig.Journal.SequenceAsync(HousekeepingRig.Shard, default));
    }

    [Fact]
    public async Task A_log_that_lacks_a_receipt_is_left_as_it_is()
    {
        await rig.WriteAsync(3);
        var first = (await rig.Journal.FindChangeAsync(HousekeepingRig.Shard, 1, default))!;
        await rig.Table.SubmitAsync(HousekeepingRig.Shard.Key, [RowWrite.DeleteAny(StoredReceipt.KeyOf(first.Operation))], default);
        await Assert.ThrowsAsync<InvalidDataException>(() => rig.CompactAsync(DateTimeOffset.MaxValue));
        Assert.Equal(3, rig.Rows("z~").Count);
    }
}
