using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Store;
using static ServerlessContacts.Tests.Sync.Running.GroupRing;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// Groups that take each other's names between two runs. Each of them stays with its members, whichever of the others these are in as well.
/// </summary>
public sealed class GroupRingTests
{
    public static TheoryData<Way, int> Rings => GroupRing.Rings;

    [Theory]
    [MemberData(nameof(Rings))]
    public async Task Names_that_go_round_stay_with_the_groups_members(Way way, int size)
    {
        var rig = await StartAsync(way);
        await TurnAsync(rig, way, size);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        await AssertTurnedAsync(rig, size);
        Assert.Equal(Writes(way, size), rig.Provider.Writes);
        Assert.Empty(await rig.ReviewsAsync());
        await rig.AssertQuietAsync();
        await AssertTurnedAsync(rig, size);
    }

    /// <summary>At each write here in turn; whoever comes after finishes it, and relabels nobody twice.</summary>
    [Theory]
    [MemberData(nameof(Rings))]
    public Task A_ring_survives_the_end_of_the_process_at_each_write(Way way, int size) => SurviveAsync(way, size, (rig, fault) =>
        rig.Restart(new FaultyTable(rig.Table, () => fault() ? Fault.Crash : Fault.None)));

    /// <summary>At each call in turn, which takes effect there.</summary>
    [Theory]
    [MemberData(nameof(Rings))]
    public Task A_ring_survives_the_end_of_the_process_at_each_call(Way way, int size) => SurviveAsync(way, size, (rig, fault) =>
        rig.Provider.Next = _ => fault() ? CallFault.Crash : CallFault.None);

    /// <summary>At each call in turn, which never arrives.</summary>
    [Theory]
    [MemberData(nameof(Rings))]
    public Task A_ring_survives_a_provider_that_cannot_be_reached_for_a_while(Way way, int size) => SurviveAsync(way, size, (rig, fault) =>
        rig.Provider.Next = _ => fault() ? CallFault.LostBefore : CallFault.None);

    /// <summary>The members of each name are asked for at first; then there is time for a few.</summary>
    [Theory]
    [InlineData(Way.CategoriesThere, 2)]
    [InlineData(Way.CategoriesThere, 3)]
    [InlineData(Way.CategoriesHere, 3)]
    public async Task A_ring_goes_on_where_the_time_was_up(Way way, int size)
    {
        var rig = await StartAsync(way, TimeSpan.FromSeconds(2.2));
        await TurnAsync(rig, way, size);
        rig.Provider.Next = _ =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(0.4));
            return CallFault.None;
        };
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.True(rig.Provider.Calls.Count(call => call == "groups") > 3);
        await AssertTurnedAsync(rig, size);
    }

    [Theory]
    [InlineData(Way.GroupsThere)]
    [InlineData(Way.CategoriesThere)]
    public async Task What_is_renamed_again_before_all_members_are_relabelled_ends_under_its_last_name(Way way)
    {
        var rig = await StartAsync(way);
        await TurnAsync(rig, way, 2);
        var writes = 0;
        rig.Restart(new FaultyTable(rig.Table, () => ++writes == 6 ? Fault.Crash : Fault.None));
        await Assert.ThrowsAsync<CrashException>(() => rig.SyncAsync());
        Turn(rig, 2);
        rig.Restart();
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        await rig.SyncAsync();
        await rig.SyncAsync();
        Assert.Equal(Expected(0), await HereAsync(rig));
        Assert.Equal(Expected(0), There(rig));
        await rig.AssertQuietAsync();
    }

    /// <summary>The second label gives its name up and the first takes it, both here.</summary>
    [Fact]
    public async Task A_name_that_one_label_gives_up_and_another_takes_stays_with_its_contacts()
    {
        var rig = await StartAsync(Way.GroupsHere);
        await rig.RelabelAsync("Friends", "Pals");
        await rig.RelabelAsync("Club", "Friends");
        await rig.SyncAsync();
        var expected = Expected(name => name switch { "Club" => "Friends", "Friends" => "Pals", _ => name });
        Assert.Equal(expected, await HereAsync(rig));
        Assert.Equal(expected, There(rig));
        Assert.Equal(2, rig.Provider.Writes);
        await rig.AssertQuietAsync();
    }

    /// <summary>The label here took the name of a group that others are in.</summary>
    [Fact]
    public async Task A_label_that_became_another_here_and_got_a_third_name_there_takes_nobody_out_of_the_other()
    {
        var rig = await StartAsync(Way.GroupsThere);
        await rig.RelabelAsync("Friends", "Work");
        rig.Provider.RenameGroup("g-Friends", "Pals");
        await rig.SyncAsync();
        var expected = Expected(name => name == "Friends" ? "Pals" : name);
        Assert.Equal(expected, There(rig));
        Assert.Equal(expected, await HereAsync(rig));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task A_chosen_category_stays_chosen_and_the_one_that_took_its_name_is_not()
    {
        var rig = await StartAsync(Way.CategoriesThere, settings: new ConnectionSettings { Groups = ["Club"] });
        Turn(rig, 2);
        await rig.SyncAsync();
        Assert.Equal(["Friends"], (await rig.Connections.FindAsync(SyncRig.Key, default))!.Connection.Settings.Groups!);
        Assert.Equal(Expected(2).Where(person => person.Contains("Friends", StringComparison.Ordinal)), await HereAsync(rig));
    }

    /// <summary>An item whose group got another name is no edited one: who was removed here is removed there, and does not come back.</summary>
    [Fact]
    public async Task A_run_that_ended_before_its_removals_relabels_first()
    {
        var rig = await StartAsync(Way.GroupsThere);
        await rig.RemoveAsync((await rig.BookAsync()).Single(contact => TextOf(contact.Record.Contact) == Expected(0).ElementAt(1)).Id.Unique);
        rig.Provider.Next = call => call == "find" ? CallFault.Crash : CallFault.None;
        await Assert.ThrowsAsync<CrashException>(() => rig.SyncAsync());
        Turn(rig, 2);
        rig.Provider.Next = _ => CallFault.None;
        rig.Restart();
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        await rig.SyncAsync();
        Assert.Equal(Expected(2).Where((_, number) => number != 1), There(rig));
        Assert.Equal(There(rig), await HereAsync(rig));
    }

    private static async Task SurviveAsync(Way way, int size, Action<SyncRig, Func<bool>> suffer)
    {
        for (var at = 1; ; at++)
        {
            var rig = await StartAsync(way);
            await TurnAsync(rig, way, size);
            var count = 0;
            suffer(rig, () => ++count == at);
            try
            {
                await rig.SyncAsync();
            }
            catch (CrashException)
            {
                // The next process takes over once the lease has ended.
            }

            rig.Provider.Next = _ => CallFault.None;
            rig.Restart();
            rig.Time.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
            await AssertTurnedAsync(rig, size);
            await rig.AssertQuietAsync();
            await AssertTurnedAsync(rig, size);
            if (count < at)
            {
                Assert.InRange(at, 4, 200);
                return;
            }
        }
    }
}
