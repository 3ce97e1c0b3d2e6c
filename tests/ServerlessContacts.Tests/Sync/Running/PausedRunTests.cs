using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>What the runs of a connection say of themselves while its owner has to decide.</summary>
public sealed class PausedRunTests
{
    [Fact]
    public async Task A_run_that_was_asked_for_beside_one_that_pauses_is_paused_and_goes_on_with_it()
    {
        var rig = await BrakedAsync();
        var (one, other) = (await rig.AskAsync(), await rig.AskAsync());
        await rig.DrainAsync();
        foreach (var id in new[] { one, other })
        {
            var run = (await rig.Runs.FindAsync(SyncRig.Key, id, default))!;
            Assert.Equal((RunStatus.Paused, "brake"), (run.Status, run.Problem?.Code));
        }

        await rig.ResumeAsync(Decision.Skip);
        Assert.Equal(RunStatus.Done, (await rig.Runs.FindAsync(SyncRig.Key, one, default))!.Status);
        Assert.Equal(RunStatus.Done, (await rig.Runs.FindAsync(SyncRig.Key, other, default))!.Status);
    }

    [Fact]
    public async Task A_run_that_was_resumed_waits_in_the_queue()
    {
        var rig = await BrakedAsync();
        var paused = await rig.SyncAsync();
        Assert.Equal(RunStatus.Paused, paused.Status);
        var decided = await rig.DecideAsync(Decision.Apply);
        var run = (await rig.Runs.FindAsync(SyncRig.Key, paused.Id, default))!;
        Assert.Equal((paused.Id, RunStatus.Queued, null), (decided, run.Status, run.Problem));
    }

    /// <summary>More than half of the people are gone at the provider.</summary>
    private static async Task<SyncRig> BrakedAsync()
    {
        var rig = await SyncRig.StartAsync();
        var items = Enumerable.Range(0, 12).Select(number => rig.Provider.Add(Person(number))).ToList();
        await rig.SyncAsync();
        items.Take(7).ToList().ForEach(item => rig.Provider.Remove(item));
        return rig;
    }

    private static Contact Person(int number) =>
        SyncRig.Clean(new Contact { Name = new ContactName { Full = $"Person {number}" }, Emails = [new Email { Address = $"p{number}@example.com" }] });
}
