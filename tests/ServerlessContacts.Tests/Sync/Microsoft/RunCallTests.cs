using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Simulators.Microsoft;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Microsoft;

/// <summary>What runs ask of Microsoft Graph, in a mailbox of some folders. A batch is one call.</summary>
public sealed class RunCallTests : IAsyncLifetime
{
    private const int Folders = 25;
    private const int Changes = 20;

    private readonly ManualTime time = new();
    private readonly List<string> ids = [];
    private AccountRig account = null!;
    private SyncRig rig = null!;

    public async Task InitializeAsync()
    {
        account = await AccountRig.StartAsync(time: time);
        rig = await SyncRig.StartAsync(time: time, other: () => (account.Provider, account.Provider.Open(account.TokenAsync)));
        var folders = Enumerable.Range(0, Folders).Select(number => account.Mailbox.AddFolder($"Folder {number}")).Prepend(account.Mailbox.DefaultFolder).ToList();
        for (var number = 0; number < 100; number++)
        {
            ids.Add(account.Mailbox.Add(GraphRig.Json($$"""{"givenName":"P","surname":"Number{{number}}","emailAddresses":[{"address":"p{{number}}@example.jp"}]}"""), folders[number % folders.Count]));
        }

        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
    }

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task A_run_without_changes_takes_six_calls() => Assert.Equal((6, 0), await CallsAsync(_ => (0, 0)));

    [Fact]
    public async Task A_run_after_twenty_changes_there_takes_a_call_for_all_items_and_one_for_their_pictures()
    {
        account.Graph.Faults.Set(GraphFault.PartialItem, 1);
        ids[..Changes].ForEach(id => account.Mailbox.Edit(id, GraphRig.Json("""{"jobTitle":"Theirs"}""")));
        var (calls, changed) = await CallsAsync(counts => (counts.Here.Updated, counts.There.Updated));
        Assert.Equal(Changes, changed);
        Assert.Equal(8, calls);
    }

    private async Task<(int Calls, int Changed)> CallsAsync(Func<RunCounts, (int Here, int There)> count)
    {
        var calls = 0;
        account.Graph.Arriving = call => calls += call.IsInBatch ? 0 : 1;
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Empty(account.Graph.Violations);
        var (here, there) = count(run.Counts);
        return (calls, here + there);
    }
}
