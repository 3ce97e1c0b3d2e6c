using System.Globalization;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Interactions;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>Runs of syncs, calls and messages that are beyond their time.</summary>
public sealed class StepTests
{
    private static readonly TenantId Acme = new("acme");
    private static readonly Partition Bob = Partition.Member(Acme, new MemberId("bob"));

    private readonly HousekeepingRig rig = Rig();

    [Fact]
    public async Task Runs_go_with_what_they_did_after_a_month_but_not_the_newest_of_a_connection_and_none_that_goes_on()
    {
        await RunAsync(rig, "one", RunStatus.Done, blocks: 3);
        await RunAsync(rig, "one", RunStatus.Paused, blocks: 1);
        await RunAsync(rig, "one", RunStatus.Failed);
        await RunAsync(rig, "two", RunStatus.Done, blocks: 2);
        rig.Time.Advance(TimeSpan.FromDays(20));
        await RunAsync(rig, "one", RunStatus.Done, blocks: 2);
        var step = Runs(rig);
        Assert.Equal(13, rig.Rows("s~", Bob.Key).Count);
        rig.Time.Advance(TimeSpan.FromDays(11));
        Assert.NotNull(await step.RunAsync(Bob, DateTimeOffset.MaxValue, default));
        Assert.Equal(["one 11", "one 11", "one 11", "one 31", "one 31", "two 31", "two 31", "two 31"], Kept(rig));
    }

    [Fact]
    public async Task The_next_look_at_runs_is_when_the_oldest_that_may_go_is_old_enough()
    {
        await RunAsync(rig, "one", RunStatus.Done);
        var first = rig.Time.GetUtcNow();
        Assert.Equal(DateTimeOffset.MaxValue, await Runs(rig).RunAsync(Bob, DateTimeOffset.MaxValue, default));
        rig.Time.Advance(TimeSpan.FromDays(1));
        await RunAsync(rig, "one", RunStatus.Done);
        Assert.Equal(first + TimeSpan.FromDays(30), await Runs(rig).RunAsync(Bob, DateTimeOffset.MaxValue, default));
        Assert.Equal(DateTimeOffset.MaxValue, await Runs(rig).RunAsync(Partition.Shared(Acme, 0), DateTimeOffset.MaxValue, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_look_at_runs_that_dies_at_any_write_is_made_up_for(bool takesEffect)
    {
        for (var writes = 1; ; writes++)
        {
            var one = Rig();
            await RunAsync(one, "one", RunStatus.Done, blocks: 250);
            await RunAsync(one, "one", RunStatus.Done, blocks: 2);
            one.Time.Advance(TimeSpan.FromDays(31));
            var died = await one.DiesAsync(writes, takesEffect, one.RunAsync);
            await one.RunAsync();
            Assert.Equal(3, one.Rows("s~", Bob.Key).Count);
            if (!died)
            {
                Assert.InRange(writes, 5, 9);
                return;
            }
        }
    }

    [Fact]
    public async Task Without_time_a_look_deletes_one_transaction_and_goes_on_in_a_next_message()
    {
        rig.Settings = new ServerlessContacts.Housekeeping.HousekeepingSettings { Budget = TimeSpan.Zero };
        rig.Restart();
        await RunAsync(rig, "one", RunStatus.Done, blocks: 350);
        await RunAsync(rig, "one", RunStatus.Done);
        rig.Time.Advance(TimeSpan.FromDays(31));
        await rig.Sweep.RunAsync(default);
        var turns = 0;
        for (; rig.Messages.TryDequeue(out var message); turns++)
        {
            await rig.Housekeeping.RunAsync(message, default);
        }

        Assert.Equal((4, 1), (turns, rig.Rows("s~", Bob.Key).Count));
    }

    [Fact]
    public async Task Calls_go_after_two_years_and_how_often_stays()
    {
        var log = new InteractionLog(rig.Journal);
        var ada = ContactId.Shared(0, "ada");
        await log.RecordAsync(Acme, Call("1", rig.Time.GetUtcNow(), ada.ToString(), "bob"), default);
        await log.RecordAsync(Acme, Call("2", rig.Time.GetUtcNow(), null, null), default);
        rig.Time.Advance(TimeSpan.FromDays(700));
        await log.RecordAsync(Acme, Call("3", rig.Time.GetUtcNow(), ada.ToString(), "bob"), default);
        rig.Time.Advance(TimeSpan.FromDays(31));
        await rig.RunAsync();
        Assert.Equal(["3"], (await log.WithAsync(Acme, ada, new MemberId("bob"), default)).Select(call => call.Id));
        Assert.Empty(rig.Rows("i~", Partition.Directory(Acme).Key));
        Assert.Single(rig.Rows("q~", Bob.Key));
        Assert.Single(rig.Rows("q~", Partition.Of(Acme, ada).Key));
        Assert.NotNull(await rig.Table.FindAsync(Bob.Key, ContactActivity.RowKey(ada), default));
    }

    private static HousekeepingRig Rig()
    {
        var made = new HousekeepingRig();
        made.Steps = (table, expired) => [new RunHousekeeping(table, expired, made.Retentions, made.Time), new InteractionHousekeeping(
            table, expired, made.Retentions, made.Time)];
        made.Restart();
        return made;
    }

    private static RunHousekeeping Runs(HousekeepingRig rig) =>
        new(rig.Table, new ExpiredRows(rig.Table, rig.Time), rig.Retentions, rig.Time);

    /// <summary>A run that was asked for now, a moment after those before it, and the blocks of what it did.</summary>
    private static async Task RunAsync(HousekeepingRig rig, string connection, RunStatus status, int blocks = 0)
    {
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        await rig.WriteAsync(1, Bob);
        var run = new RunRecord { Id = RunStore.NewId(rig.Time.GetUtcNow()), Kind = RunKind.Sync, Status = status, Requested = rig.Time.GetUtcNow() };
        await InsertAsync(rig, $"{connection}~{run.Id}", LinkJson.Write(run));
        for (var block = 0; block < blocks; block++)
        {
            await InsertAsync(rig, string.Create(CultureInfo.InvariantCulture, $"{connection}~{run.Id}~{block:x8}"), Encoding.UTF8.GetBytes("[]"));
        }
    }

    private static Task InsertAsync(HousekeepingRig rig, string name, byte[] data) =>
        rig.Table.SubmitAsync(Bob.Key, [RowWrite.Insert(RunStore.Kind.Key(name), 0, data)], default);

    /// <summary>Of each row its connection and how many days ago its run was asked for.</summary>
    private static IEnumerable<string> Kept(HousekeepingRig rig) =>
        from row in rig.Rows("s~", Bob.Key)
        let name = RowKeys.NameOf(row.RowKey).Split('~')
        let asked = DateTimeOffset.FromUnixTimeMilliseconds((1L << 48) - 1 - long.Parse(name[1].AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
        select string.Create(CultureInfo.InvariantCulture, $"{name[0]} {(int)(rig.Time.GetUtcNow() - asked).TotalDays}");

    private static Interaction Call(string id, DateTimeOffset at, string? contact, string? member) =>
        new() { Id = id, Kind = InteractionKind.Call, At = at, Contact = contact, Number = "+815012345678", Member = member, By = "key:pbx" };
}
