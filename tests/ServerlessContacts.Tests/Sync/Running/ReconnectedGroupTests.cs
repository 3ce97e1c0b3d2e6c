using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Tests.Store;
using static ServerlessContacts.Tests.Sync.Running.GroupRing;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// Groups and labels that get other names while their account is not connected keep their members, and no old name stays beside the new
/// one.
/// </summary>
public sealed class ReconnectedGroupTests
{
    public static TheoryData<Way, int> Rings => GroupRing.Rings;

    [Theory]
    [InlineData(Way.GroupsThere)]
    [InlineData(Way.CategoriesThere)]
    public async Task A_group_that_was_renamed_there_has_its_new_name_alone(Way way)
    {
        var rig = await StartAsync(way);
        await rig.EndAsync(RemainingContacts.Keep);
        rig.Provider.RenameGroup(rig.Provider.Groups.Single(group => group.Name == "Friends").Id, "Pals");
        await rig.ConnectAsync();
        await rig.SyncAsync();
        await AssertPalsAsync(rig);
    }

    [Theory]
    [InlineData(Way.GroupsHere)]
    [InlineData(Way.CategoriesHere)]
    public async Task A_label_that_was_renamed_here_has_its_new_name_alone(Way way)
    {
        var rig = await StartAsync(way);
        await rig.EndAsync(RemainingContacts.Keep);
        await rig.RelabelAsync("Friends", "Pals");
        await rig.ConnectAsync();
        await rig.SyncAsync();
        await AssertPalsAsync(rig);
    }

    /// <summary>Through a connection that never ran as well.</summary>
    [Theory]
    [MemberData(nameof(Rings))]
    public async Task Names_that_went_round_stay_with_the_groups_members(Way way, int size)
    {
        var rig = await ReconnectedAsync(way, size);
        await rig.EndAsync(RemainingContacts.Keep);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        await AssertTurnedAsync(rig, size);
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
        await AssertTurnedAsync(rig, size);
    }

    /// <summary>At each write here in turn.</summary>
    [Theory]
    [MemberData(nameof(Rings))]
    public Task The_first_run_survives_the_end_of_the_process_at_each_write(Way way, int size) => SurviveAsync(way, size, (rig, fault) =>
        rig.Restart(new FaultyTable(rig.Table, () => fault() ? Fault.Crash : Fault.None)));

    /// <summary>At each call in turn, which takes effect there.</summary>
    [Theory]
    [MemberData(nameof(Rings))]
    public Task The_first_run_survives_the_end_of_the_process_at_each_call(Way way, int size) => SurviveAsync(way, size, (rig, fault) =>
        rig.Provider.Next = _ => fault() ? CallFault.Crash : CallFault.None);

    /// <summary>At each write of the run before: some members are relabelled then, and the next connection relabels the others.</summary>
    [Theory]
    [InlineData(Way.GroupsThere)]
    [InlineData(Way.CategoriesThere)]
    public async Task A_rename_that_a_connection_began_is_carried_out_by_the_next(Way way)
    {
        for (var at = 1; ; at++)
        {
            var rig = await StartAsync(way);
            await TurnAsync(rig, way, 2);
            var writes = 0;
            await CrashAsync(rig, () => rig.Restart(new FaultyTable(rig.Table, () => ++writes == at ? Fault.Crash : Fault.None)));
            await rig.EndAsync(RemainingContacts.Keep);
            await rig.ConnectAsync();
            await rig.SyncAsync();
            await AssertTurnedAsync(rig, 2);
            if (writes < at)
            {
                Assert.InRange(at, 4, 200);
                return;
            }
        }
    }

    [Fact]
    public async Task The_names_are_forgotten_with_the_log()
    {
        var rig = await StartAsync(Way.GroupsThere);
        await rig.EndAsync(RemainingContacts.Keep);
        Assert.Equal(3, await NamesAsync(rig));
        rig.Time.Advance(TimeSpan.FromDays(80));
        await KeepHouseAsync(rig);
        Assert.Equal(3, await NamesAsync(rig));
        rig.Time.Advance(TimeSpan.FromDays(11));
        await KeepHouseAsync(rig);
        Assert.Equal(0, await NamesAsync(rig));
    }

    private static async Task AssertPalsAsync(SyncRig rig)
    {
        var expected = Expected(name => name == "Friends" ? "Pals" : name).ToList();
        Assert.Equal(expected, await HereAsync(rig));
        Assert.Equal(expected, There(rig));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    private static async Task SurviveAsync(Way way, int size, Action<SyncRig, Func<bool>> suffer)
    {
        for (var at = 1; ; at++)
        {
            var rig = await ReconnectedAsync(way, size);
            var count = 0;
            await CrashAsync(rig, () => suffer(rig, () => ++count == at));
            await rig.SyncAsync();
            await AssertTurnedAsync(rig, size);
            await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
            if (count < at)
            {
                Assert.InRange(at, 4, 400);
                return;
            }
        }
    }

    private static async Task<SyncRig> ReconnectedAsync(Way way, int size)
    {
        var rig = await StartAsync(way);
        await rig.EndAsync(RemainingContacts.Keep);
        await TurnAsync(rig, way, size);
        await rig.ConnectAsync();
        return rig;
    }

    /// <summary>A run that suffers; the next process takes over once the lease has ended.</summary>
    private static async Task CrashAsync(SyncRig rig, Action suffer)
    {
        suffer();
        try
        {
            await rig.SyncAsync();
        }
        catch (CrashException)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(2));
        }

        rig.Provider.Next = _ => CallFault.None;
        rig.Restart();
    }

    private static ValueTask<int> NamesAsync(SyncRig rig) =>
        rig.Table.RangeAsync(SyncRig.Key.Partition.Key, "a~", "b", default).CountAsync();

    private static Task<DateTimeOffset?> KeepHouseAsync(SyncRig rig) =>
        new PastItemHousekeeping(rig.Table, new ExpiredRows(rig.Table, rig.Time), new Retentions(), rig.Time)
            .RunAsync(SyncRig.Key.Partition, DateTimeOffset.MaxValue, default);
}
