using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>What is parked asks for a run when its turn has come, and never for one after the other.</summary>
public sealed class ParkedRunTests
{
    [Fact]
    public async Task A_contact_that_was_parked_and_deleted_since_is_forgotten()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = await ParkedAsync(rig);
        await rig.RemoveAsync(aiko);
        await rig.SyncAsync();
        Assert.Equal((0, 0), ((await rig.StandingAsync()).Statistics.Parked, await ParkedRowsAsync(rig)));
    }

    [Fact]
    public async Task What_is_left_of_a_contact_that_is_nowhere_asks_for_no_run()
    {
        var rig = await SyncRig.StartAsync();
        await rig.SyncAsync();
        var left = new Parked("gone", null, "refused", 3, rig.Time.GetUtcNow());
        var edit = new Edit(Parked.KeyOf(SyncRig.Key.Id, "gone"), null, LinkJson.Write(left)) { IsLogged = false };
        await rig.Journal.CommitAsync(SyncRig.Key.Partition, Operation.New("test"), [edit], default);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.SyncAsync();
        Assert.Equal(0, await ParkedRowsAsync(rig));
        await AssertPauseAsync(rig);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(90)]
    public async Task What_had_its_turn_and_is_as_it_was_asks_for_no_run_at_once(int late)
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = false, Lag = TimeSpan.FromMinutes(5) };
        rig.Provider.Lag = TimeSpan.FromHours(1);
        await rig.AddAsync(Someone.Aiko);
        rig.Provider.Next = CallFaults.Once("create", CallFault.LostAfter);
        await rig.SyncAsync();
        await rig.SyncAsync();
        var next = (await rig.StandingAsync()).Due!.Value;
        rig.Time.Advance(next - rig.Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        // The listing begins too soon to tell, and ends when the turn of the create has come.
        rig.Provider.Next = call =>
        {
            rig.Time.Advance(call == "page" ? TimeSpan.FromSeconds(late) : TimeSpan.Zero);
            return CallFault.None;
        };
        await rig.SyncAsync();
        await AssertPauseAsync(rig);
    }

    private static async Task AssertPauseAsync(SyncRig rig) =>
        Assert.InRange(
            (await rig.StandingAsync()).Due!.Value - rig.Time.GetUtcNow(), TimeSpan.FromSeconds(14), new SyncSettings().PollInterval);

    private static async Task<string> ParkedAsync(SyncRig rig)
    {
        var aiko = await rig.AddAsync(Someone.Aiko);
        rig.Provider.Refuses = _ => true;
        await rig.SyncAsync();
        Assert.Equal(1, (await rig.StandingAsync()).Statistics.Parked);
        return aiko;
    }

    private static ValueTask<int> ParkedRowsAsync(SyncRig rig) =>
        rig.Journal.RowsAsync(SyncRig.Key.Partition, Parked.Kind, default).CountAsync();
}
