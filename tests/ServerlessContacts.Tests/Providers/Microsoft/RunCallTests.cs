using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Simulators.Microsoft;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Microsoft;

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
        var folders = Enumerable.Range(0, Folders).Select(number => account.Mailbox.AddFolder($"Folder {number}"))
            .Prepend(account.Mailbox.DefaultFolder).ToList();
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

    [Fact]
    public async Task A_run_after_twenty_edits_here_takes_a_call_to_read_all_items_and_one_to_write_them()
    {
        await EditAsync();
        Assert.Equal((8, Changes), await CallsAsync(counts => (counts.Here.Updated, counts.There.Updated)));
        Assert.Equal(Changes, Ours());
    }

    [Fact]
    public async Task Twenty_creates_whose_answer_is_lost_are_found_by_their_keys_and_not_made_again()
    {
        var lost = 0;
        for (var number = 0; number < Changes; number++)
        {
            await rig.AddAsync(Someone.Person($"New {number}", $"new{number}@example.jp"));
        }

        account.Graph.Arriving = call =>
        {
            if (!call.IsInBatch && call.Body.Contains("POST", StringComparison.Ordinal) && lost++ == 0)
            {
                account.Graph.Faults.Order(GraphFault.AnswerLost);
            }
        };
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(ids.Count + Changes, account.Mailbox.All.Count);
        Assert.Equal(ids.Count + Changes, (await rig.LinksAsync()).Count(link => link.State == LinkState.Linked));
        Assert.Equal(1, lost);
    }

    [Fact]
    public async Task A_write_at_which_the_service_fails_for_ever_is_parked_and_costs_no_other()
    {
        await EditAsync();
        string? failing = null;
        account.Graph.Arriving = call =>
        {
            if (call.Method == "PATCH" && (failing ??= call.Path) == call.Path)
            {
                account.Graph.Faults.Order(GraphFault.Unavailable);
            }
        };
        var run = await rig.SyncAsync();
        Assert.Equal((RunStatus.Done, 1), (run.Status, run.Counts.Parked));
        Assert.Equal(Changes - 1, Ours());
        Assert.Empty(account.Graph.Violations);
    }

    private int Ours() => account.Mailbox.All.Values.Count(item => item["nickName"]?.GetValue<string>() == "Ours");

    private async Task EditAsync()
    {
        foreach (var contact in (await rig.BookAsync()).Take(Changes))
        {
            await rig.EditAsync(contact.Id.Unique, before => before with { Nickname = "Ours" });
        }
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
