using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Housekeeping;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>From the first change of a partition to its next look, on the clock of 23 November 2026.</summary>
public sealed class HousekeepingTests
{
    private readonly HousekeepingRig rig = new();

    [Fact]
    public async Task A_partition_is_in_the_calendar_before_its_first_change_and_written_there_once()
    {
        await rig.DiesAsync(2, takesEffect: false, () => rig.WriteAsync(1));
        Assert.Equal(("d~20261223~acme~s0", 0), (rig.Calendar, rig.Rows("z~").Count));
        var before = rig.Table.Transactions;
        await rig.WriteAsync(50);
        Assert.Equal(("d~20261223~acme~s0", 50), (rig.Calendar, rig.Table.Transactions - before));
    }

    [Fact]
    public async Task A_row_that_was_lost_is_made_good_by_the_thousandth_change()
    {
        await rig.WriteAsync(1);
        await new HousekeepingCalendar(rig.Table).ForgetAsync(new DuePartition(HousekeepingRig.Shard, new DateOnly(2026, 12, 23)), default);
        await rig.WriteAsync(999);
        Assert.Empty(rig.Calendar);
        await rig.WriteAsync(1);
        Assert.NotEqual("", rig.Calendar);
    }

    [Fact]
    public async Task Before_a_partition_is_due_a_round_reads_one_empty_range()
    {
        await rig.WriteAsync(10);
        rig.Time.Advance(TimeSpan.FromDays(29));
        var (reads, points, transactions) = (rig.Table.RowsRead, rig.Table.PointReads, rig.Table.Transactions);
        await rig.RunAsync();
        Assert.Equal((reads, points, transactions), (rig.Table.RowsRead, rig.Table.PointReads, rig.Table.Transactions));
    }

    [Theory]
    [InlineData(30, 1, "20270222")] // nothing is old: again the day after the oldest is
    [InlineData(91, 100, "20270524")] // only the newest is left: again after the retention
    public async Task A_look_deletes_what_is_older_than_ninety_days_and_settles_the_next(int days, long first, string next)
    {
        await rig.WriteAsync(100);
        rig.Time.Advance(TimeSpan.FromDays(days));
        await rig.RunAsync();
        Assert.Equal((first, $"d~{next}~acme~s0"), (await rig.FirstOfWholeLogAsync(), rig.Calendar));
        Assert.Equal(DateOnly.ParseExact(next, "yyyyMMdd", CultureInfo.InvariantCulture), (
            await LogStart.ReadAsync(rig.Journal, HousekeepingRig.Shard, default)).Due);
    }

    [Fact]
    public async Task A_partition_that_is_written_daily_is_looked_at_weekly_and_its_log_stays_bounded()
    {
        var looks = 0;
        for (var day = 0; day < 365; day++)
        {
            await rig.WriteAsync(1);
            var before = rig.Calendar;
            await rig.RunAsync();
            looks += rig.Calendar == before ? 0 : 1;
            Assert.Equal(1, rig.Calendar.Count(letter => letter == 'd'));
            Assert.InRange(rig.Rows("z~").Count, 1, 101);
            rig.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.InRange(looks, 30, 42);
        Assert.InRange(await rig.FirstOfWholeLogAsync(), 265, 275);
    }

    [Fact]
    public async Task Work_beyond_the_budget_is_left_to_further_messages()
    {
        rig.Settings = new HousekeepingSettings { Budget = TimeSpan.Zero };
        rig.Restart();
        await rig.WriteAsync(200);
        rig.Time.Advance(TimeSpan.FromDays(91));
        await rig.Sweep.RunAsync(default);
        var messages = 0;
        for (; rig.Messages.TryDequeue(out var message); messages++)
        {
            var before = rig.Table.Transactions;
            await rig.Housekeeping.RunAsync(message, default);
            Assert.InRange(rig.Table.Transactions - before, 1, 4);
        }

        Assert.Equal((5, 200), (messages, await rig.FirstOfWholeLogAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_look_that_dies_at_any_write_leaves_the_partition_due_and_is_made_up_for(bool takesEffect)
    {
        for (var writes = 1; ; writes++)
        {
            var one = new HousekeepingRig();
            await one.WriteAsync(120);
            one.Time.Advance(TimeSpan.FromDays(91));
            var died = await one.DiesAsync(writes, takesEffect, one.RunAsync);
            Assert.NotEmpty(one.Calendar);
            await one.RunAsync();
            await one.RunAsync();
            Assert.Equal((120, "d~20270524~acme~s0"), (await one.FirstOfWholeLogAsync(), one.Calendar));
            if (!died)
            {
                Assert.Equal(7, writes);
                return;
            }
        }
    }

    [Fact]
    public async Task A_message_that_comes_twice_changes_nothing_and_a_round_sends_no_more_than_it_may()
    {
        rig.Settings = new HousekeepingSettings { PartitionsPerSweep = 2 };
        rig.Restart();
        foreach (var shard in Enumerable.Range(0, 5))
        {
            await rig.WriteAsync(1, Partition.Shared(new TenantId("acme"), shard));
        }

        rig.Time.Advance(TimeSpan.FromDays(31));
        await rig.Sweep.RunAsync(default);
        await rig.Sweep.RunAsync(default);
        Assert.Equal(["acme~s0", "acme~s1", "acme~s0", "acme~s1"], rig.Messages.Select(message => message.Partition));
        await rig.RunAsync();
        await rig.RunAsync();
        await rig.RunAsync();
        Assert.Equal(5, rig.Calendar.Split(' ').Count(row => row.StartsWith("d~2027", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_row_whose_partition_was_never_written_to_is_forgotten()
    {
        await rig.DiesAsync(2, takesEffect: false, () => rig.WriteAsync(1));
        rig.Time.Advance(TimeSpan.FromDays(31));
        await rig.RunAsync();
        Assert.Empty(rig.Calendar);
    }

    [Fact]
    public async Task A_deleted_contact_is_purged_once_its_deletion_has_left_the_log()
    {
        var id = ContactId.Shared(0, "ada");
        var record =
            Provenance.Create(new Contact { Name = new ContactName { Full = "Ada" } }, "member:ada", "member:ada", rig.Time.GetUtcNow());
        await rig.Journal.CommitAsync(HousekeepingRig.Shard, Operation.New("member:ada"), [ContactEdits.Create(id, record)], default);
        rig.Time.Advance(TimeSpan.FromDays(60));
        var stored = (await new ContactStore(rig.Journal).FindAsync(new TenantId("acme"), id, default))!;
        await rig.Journal.CommitAsync(
            HousekeepingRig.Shard, Operation.New("member:ada"), ContactEdits.Delete(stored, rig.Time.GetUtcNow()), default);
        await rig.WriteAsync(1);
        rig.Time.Advance(TimeSpan.FromDays(80));
        await rig.RunAsync();
        Assert.Single(rig.Rows("x~"));
        rig.Time.Advance(TimeSpan.FromDays(20));
        await rig.RunAsync();
        Assert.Empty(rig.Rows("x~"));
    }

    [Fact]
    public void A_retention_that_repeats_could_outlive_is_refused()
    {
        var refused = Assert.Throws<SettingException>(() => new Retentions { LogRetention = TimeSpan.FromDays(13) });
        Assert.Equal("Housekeeping__LogRetention is 13.00:00:00; it has to be 14.00:00:00 at least.", refused.Message);
    }

    [Fact]
    public void A_message_says_the_same_after_its_way_through_the_queue()
    {
        var message = HousekeepingMessage.Of(
            new DuePartition(Partition.Member(new TenantId("acme"), new MemberId("Bob/ß")), new DateOnly(2026, 12, 23)));
        Assert.Equal(message, HousekeepingMessage.Parse(message.ToString()));
        Assert.Equal("acme~mBob=2F=C3=9F", message.Due().Partition.Key);
        Assert.Throws<InvalidDataException>(() => (message with { Partition = "~upkeep" }).Due());
    }
}
