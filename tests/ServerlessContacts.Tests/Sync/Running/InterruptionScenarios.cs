using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>Runs that are stopped, and answers that are lost, late or refused, as short stories in steps.</summary>
public sealed class InterruptionScenarios
{
    [Fact]
    public async Task A_run_whose_end_was_not_told_any_more_begins_once_again_and_tells_everything()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Someone.Aiko);
        var run = await rig.SyncAsync();

        await rig.Runs.SaveAsync(SyncRig.Key, run with { Status = RunStatus.Running }, default);
        rig.Provider.Add(Someone.Person("Boris Petit", "boris@example.jp"));
        await rig.SendAsync(SyncRig.Key.Message(run.Id), TimeSpan.Zero, default);
        await rig.DrainAsync();
        var again = (await rig.Runs.FindAsync(SyncRig.Key, run.Id, default))!;
        Assert.Equal((RunStatus.Done, 2), (again.Status, again.Counts.Here.Added));
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], (await rig.OutcomesAsync(again)).Select(outcome => outcome.Name));
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_makes_one_item()
    {
        var rig = await SyncRig.StartAsync();
        await rig.AddAsync(Someone.Aiko);
        rig.Provider.Next = CallFaults.Once("create", CallFault.LostAfter);
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(["Aiko Tanaka"], Someone.There(rig));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Where_keys_cannot_be_searched_the_next_listing_tells_whether_a_create_took_effect()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = false, Lag = TimeSpan.FromMinutes(5) };
        rig.Provider.Lag = TimeSpan.FromMinutes(3);
        await rig.AddAsync(Someone.Aiko);
        await rig.AddAsync(Someone.Boris);
        rig.Provider.Next = CallFaults.Once("create", CallFault.LostAfter);
        await rig.SyncAsync();
        rig.Provider.Next = CallFaults.Once("create", CallFault.LostBefore);
        await rig.SyncAsync();
        for (var run = 0; run < 4; run++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(4));
            await rig.SyncAsync();
        }

        Assert.Equal(["Aiko Tanaka", "Boris Petit"], Someone.There(rig));
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], await Someone.HereAsync(rig));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task A_listing_that_shows_the_state_before_our_write_changes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Lag = TimeSpan.FromMinutes(3);
        rig.Provider.Add(Someone.Aiko);
        rig.Time.Advance(TimeSpan.FromMinutes(4));
        await rig.SyncAsync();
        var here = (await rig.BookAsync())[0].Id.Unique;
        foreach (var nickname in (string[])["One", "Two", "Three"])
        {
            await rig.EditAsync(here, contact => contact with { Nickname = nickname });
            await rig.SyncAsync();
            rig.Time.Advance(TimeSpan.FromMinutes(1));
        }

        rig.Time.Advance(TimeSpan.FromMinutes(1.5));
        await rig.SyncAsync();
        Assert.Equal("Three", (await rig.BookAsync())[0].Record.Contact.Nickname);
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.AssertQuietAsync();
        Assert.Equal("Three", rig.Provider.People[0].Contact.Nickname);
    }

    [Fact]
    public async Task A_third_party_that_turns_a_value_back_again_and_again_pauses_the_connection()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Someone.Aiko with { Nickname = "A" });
        await rig.SyncAsync();
        RunRecord? run = null;
        for (var turn = 0; turn < 8 && run is not { Status: RunStatus.Paused }; turn++)
        {
            rig.Provider.Edit(aiko, contact => contact with { Nickname = turn % 2 == 0 ? "B" : "A" });
            run = await rig.SyncAsync();
        }

        Assert.Equal((RunStatus.Paused, "third-party-loop"), (run!.Status, run.Problem!.Code));
        var contact = Assert.Single(await rig.BookAsync());
        Assert.StartsWith($"Contact {contact.Id} (Aiko Tanaka) flips back and forth: nickname between \"", run.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("\"A\"", run.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("\"B\"", run.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionStatus.Paused, (await rig.StandingAsync()).Status);
    }

    [Fact]
    public async Task An_item_that_cannot_be_held_is_parked_with_its_reason_and_stops_nothing_else()
    {
        var rig = await SyncRig.StartAsync();
        var nobody = rig.Provider.Add(new Contact { Nickname = "nobody" });
        rig.Provider.Add(Someone.Aiko);
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(["Aiko Tanaka"], await Someone.HereAsync(rig));
        Assert.Contains(await rig.OutcomesAsync(run), outcome => outcome is { Kind: OutcomeKind.Parked, Reason: not null });
        Assert.Equal(1, (await rig.StandingAsync()).Statistics.Parked);

        rig.Provider.Edit(nobody, contact => contact with { Name = new ContactName { Given = "Some", Family = "Body", Full = "Some Body" } });
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka", "Some Body"], await Someone.HereAsync(rig));
        Assert.Equal(0, (await rig.StandingAsync()).Statistics.Parked);
    }

    [Fact]
    public async Task A_provider_that_asks_for_patience_gets_it_and_the_run_goes_on_where_it_was()
    {
        var rig = await SyncRig.StartAsync();
        for (var person = 0; person < 8; person++)
        {
            rig.Provider.Add(Someone.Person($"Person {person}", $"p{person}@example.jp"));
        }

        rig.Provider.Next = CallFaults.Once("page", CallFault.None, CallFault.Throttled);
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(8, (await rig.BookAsync()).Count);
        Assert.Equal(4, rig.Provider.Calls.Count(call => call == "page"));
    }

    [Fact]
    public async Task A_run_whose_time_is_up_goes_on_in_the_next_message()
    {
        var rig = await SyncRig.StartAsync(budget: TimeSpan.FromSeconds(90));
        rig.Provider.PageSize = 1;
        for (var person = 0; person < 3; person++)
        {
            rig.Provider.Add(Someone.Person($"Person {person}", $"p{person}@example.jp"));
        }

        rig.Provider.Next = _ =>
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            return CallFault.None;
        };
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(3, (await rig.BookAsync()).Count);
        Assert.Equal(3, rig.Provider.Calls.Count(call => call == "page"));
        // Each message asks for the groups once.
        Assert.InRange(rig.Provider.Calls.Count(call => call == "groups"), 2, 10);
    }

    [Fact]
    public async Task A_sign_in_that_is_gone_stops_the_sync_and_deletes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Someone.Aiko);
        await rig.SyncAsync();
        rig.Provider.Next = CallFaults.Once("page", CallFault.SignIn);
        Assert.Equal(RunStatus.Failed, (await rig.SyncAsync()).Status);
        var standing = await rig.StandingAsync();
        Assert.Equal((ConnectionStatus.NeedsSignIn, null), (standing.Status, standing.Due));
        Assert.Single(await rig.BookAsync());
    }
}
