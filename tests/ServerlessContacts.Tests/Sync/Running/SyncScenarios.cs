using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Upkeep;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>Each rule of the sync as a short story in steps.</summary>
public sealed class SyncScenarios
{
    private static readonly Contact Aiko = Person("Aiko Tanaka", "aiko@example.jp");
    private static readonly Contact Boris = Person("Boris Petit", "boris@example.fr");

    [Fact]
    public async Task What_is_on_either_side_comes_to_the_other_and_a_further_run_writes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Aiko);
        await rig.AddAsync(Boris);

        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], await HereAsync(rig));
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], There(rig));
        Assert.Equal(new SideCounts(1, 0, 0), run.Counts.Here);
        Assert.Equal(new SideCounts(1, 0, 0), run.Counts.There);

        await rig.AssertQuietAsync();
        var standing = await rig.StandingAsync();
        Assert.Equal((ConnectionStatus.Synced, 2), (standing.Status, standing.Statistics.InSync));
    }

    [Fact]
    public async Task Edits_on_both_sides_cross()
    {
        var rig = await SyncRig.StartAsync();
        var there = rig.Provider.Add(Aiko);
        await rig.SyncAsync();
        var here = (await rig.BookAsync())[0].Id.Unique;

        await rig.EditAsync(here, contact => contact with { Nickname = "Ai" });
        rig.Provider.Edit(there, contact => contact with { Birthday = "1990-04-09" });
        await rig.SyncAsync();

        var contact = (await rig.BookAsync())[0].Record;
        Assert.Equal(("Ai", "1990-04-09"), (contact.Contact.Nickname, contact.Contact.Birthday));
        Assert.Equal("connection:00000000000000000001", contact.OriginOf("birthday")!.Source);
        Assert.Equal("member:anna", contact.OriginOf("nickname")!.Source);
        Assert.Equal(("Ai", "1990-04-09"), (rig.Provider.People[0].Contact.Nickname, rig.Provider.People[0].Contact.Birthday));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task The_same_person_on_both_sides_is_linked_and_not_doubled()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Aiko with { Birthday = "1990-04-09" });
        await rig.AddAsync(Aiko with { Nickname = "Ai" });

        var run = await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka"], await HereAsync(rig));
        Assert.Equal(["Aiko Tanaka"], There(rig));
        Assert.Contains(await rig.OutcomesAsync(run), outcome => outcome.Kind == OutcomeKind.Linked);
        Assert.Equal("1990-04-09", (await rig.BookAsync())[0].Record.Contact.Birthday);
        Assert.Equal("Ai", rig.Provider.People[0].Contact.Nickname);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Where_the_log_was_compacted_everything_is_looked_at_again_and_nobody_is_doubled_or_missed()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Boris);
        rig.Provider.Add(Person("Carla Gone", "carla@example.com"));
        await rig.SyncAsync();
        var book = (await rig.BookAsync()).ToDictionary(contact => contact.Record.Contact.Caption, contact => contact.Id.Unique, StringComparer.Ordinal);
        await rig.AddAsync(Aiko);
        rig.Provider.Add(Aiko with { Birthday = "1990-04-09" });
        await rig.RemoveAsync(book["Carla Gone"]);
        await rig.EditAsync(book["Boris Petit"], contact => contact with { Nickname = "Bo" });
        await new LogCompactor(rig.Table, rig.Journal, rig.Time).RunAsync(SyncRig.Key.Partition, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, default);

        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], await HereAsync(rig));
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], There(rig));
        Assert.Contains(rig.Provider.People, person => person.Contact.Nickname == "Bo");
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Namesakes_without_a_value_in_common_stay_two()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Aiko);
        await rig.AddAsync(Person("Aiko Tanaka", "other@example.jp"));
        await rig.SyncAsync();
        Assert.Equal(2, (await rig.BookAsync()).Count);
        Assert.Equal(2, rig.Provider.People.Count);
    }

    [Fact]
    public async Task A_deletion_on_either_side_is_carried_over_and_leaves_a_tombstone()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Aiko);
        await rig.AddAsync(Boris);
        await rig.SyncAsync();

        rig.Provider.Remove(aiko);
        await rig.RemoveAsync("here1");
        await rig.SyncAsync();
        Assert.Empty(await rig.BookAsync());
        Assert.Empty(rig.Provider.People);
        var links = await rig.LinksAsync();
        Assert.All(links, link => Assert.Equal(LinkState.Deleted, link.State));
        Assert.Equal(["member:anna", "provider"], links.Select(link => link.Tombstone!.By).Order());
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task An_edit_wins_over_a_deletion_on_either_side()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Aiko);
        await rig.AddAsync(Boris);
        await rig.SyncAsync();

        var here = (await rig.BookAsync()).Single(contact => contact.Record.Contact.Name.Full == "Aiko Tanaka").Id.Unique;
        await rig.RemoveAsync(here);
        rig.Provider.Edit(aiko, contact => contact with { Nickname = "Ai" });
        await rig.EditAsync("here1", contact => contact with { Nickname = "Bo" });
        rig.Provider.Remove(rig.Provider.People.Single(person => person.Contact.Name.Full == "Boris Petit").Id);
        await rig.SyncAsync();
        await rig.SyncAsync();

        Assert.Equal(["Ai", "Bo"], (await rig.BookAsync()).Select(contact => contact.Record.Contact.Nickname!).Order());
        Assert.Equal(["Ai", "Bo"], rig.Provider.People.Select(person => person.Contact.Nickname!).Order());
        await rig.AssertQuietAsync();
    }

    [Theory]
    [InlineData(DeletePolicy.Ignore, LinkState.Kept)]
    [InlineData(DeletePolicy.Unlink, LinkState.Unlinked)]
    [InlineData(DeletePolicy.Review, LinkState.Kept)]
    public async Task Other_policies_keep_the_contact(DeletePolicy policy, LinkState state)
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { ChosenDeletePolicy = policy });
        var aiko = rig.Provider.Add(Aiko);
        await rig.SyncAsync();
        rig.Provider.Remove(aiko);
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka"], await HereAsync(rig));
        Assert.Equal(state, (await rig.LinksAsync()).Single().State);
        Assert.Equal(policy == DeletePolicy.Review ? 1 : 0, (await rig.ReviewsAsync()).Count);
        await rig.AssertQuietAsync();
        Assert.Empty(rig.Provider.People);
    }

    [Fact]
    public async Task A_deletion_there_is_carried_over_although_here_something_changed_that_the_provider_cannot_hold()
    {
        var rig = await SyncRig.StartAsync();
        var there = rig.Provider.Add(Aiko);
        await rig.SyncAsync();

        rig.Provider.Remove(there);
        await rig.EditAsync((await rig.BookAsync())[0].Id.Unique, contact => contact with { Notes = "Met in Kyoto" });
        await rig.SyncAsync();
        Assert.Empty(await rig.BookAsync());
    }

    [Fact]
    public async Task What_is_told_as_deleted_because_it_was_moved_is_neither_doubled_nor_forgotten()
    {
        var rig = await SyncRig.StartAsync();
        var (edited, removed) = (rig.Provider.Add(Aiko), rig.Provider.Add(Person("Boris Petit", "boris@example.jp")));
        await rig.SyncAsync();
        var book = (await rig.BookAsync()).ToDictionary(contact => contact.Record.Contact.Emails[0].Address, contact => contact.Id.Unique, StringComparer.Ordinal);

        await rig.EditAsync(book[Aiko.Emails[0].Address], contact => contact with { Nickname = "Ai" });
        await rig.RemoveAsync(book["boris@example.jp"]);
        rig.Provider.TellGone(edited);
        rig.Provider.TellGone(removed);
        await rig.SyncAsync();
        Assert.Equal("Ai", Assert.Single(rig.Provider.People).Contact.Nickname);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task A_run_whose_end_was_not_told_any_more_begins_once_again_and_tells_everything()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Aiko);
        var run = await rig.SyncAsync();

        await rig.Runs.SaveAsync(SyncRig.Key, run with { Status = RunStatus.Running }, default);
        rig.Provider.Add(Person("Boris Petit", "boris@example.jp"));
        await rig.SendAsync(SyncRig.Key.Message(run.Id), TimeSpan.Zero, default);
        await rig.DrainAsync();
        var again = (await rig.Runs.FindAsync(SyncRig.Key, run.Id, default))!;
        Assert.Equal((RunStatus.Done, 2), (again.Status, again.Counts.Here.Added));
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], (await rig.OutcomesAsync(again)).Select(outcome => outcome.Name));
    }

    [Fact]
    public async Task A_conflict_keeps_the_value_that_lost_for_review()
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { ConflictRule = ConflictRule.Provider });
        var aiko = rig.Provider.Add(Aiko);
        await rig.SyncAsync();
        var here = (await rig.BookAsync())[0].Id.Unique;
        await rig.EditAsync(here, contact => contact with { Nickname = "Ours" });
        rig.Provider.Edit(aiko, contact => contact with { Nickname = "Theirs" });
        await rig.SyncAsync();

        Assert.Equal("Theirs", (await rig.BookAsync())[0].Record.Contact.Nickname);
        var review = Assert.Single(await rig.ReviewsAsync());
        Assert.Equal(("nickname", "Ours", "Theirs", Winner.Theirs), (review.Field, review.Ours, review.Theirs, review.Kept));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task An_empty_listing_deletes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        for (var person = 0; person < 8; person++)
        {
            rig.Provider.Add(Person($"Person {person}", $"p{person}@example.jp"));
        }

        await rig.SyncAsync();
        rig.Provider.Next = Once("page", CallFault.Expired, CallFault.Empty);
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Paused, run.Status);
        Assert.Equal("brake", run.Problem!.Code);
        Assert.Equal(8, (await rig.BookAsync()).Count);
        Assert.Equal(ConnectionStatus.Paused, (await rig.StandingAsync()).Status);
    }

    [Fact]
    public async Task A_few_contacts_that_an_incomplete_listing_left_out_are_asked_for_and_stay()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Aiko);
        rig.Provider.Add(Boris);
        await rig.SyncAsync();
        rig.Provider.Next = Once("page", CallFault.Expired, CallFault.Empty);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(2, (await rig.BookAsync()).Count);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_makes_one_item()
    {
        var rig = await SyncRig.StartAsync();
        await rig.AddAsync(Aiko);
        rig.Provider.Next = Once("create", CallFault.LostAfter);
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(["Aiko Tanaka"], There(rig));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Where_keys_cannot_be_searched_the_next_listing_tells_whether_a_create_took_effect()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = false, Lag = TimeSpan.FromMinutes(5) };
        rig.Provider.Lag = TimeSpan.FromMinutes(3);
        await rig.AddAsync(Aiko);
        await rig.AddAsync(Boris);
        rig.Provider.Next = Once("create", CallFault.LostAfter);
        await rig.SyncAsync();
        rig.Provider.Next = Once("create", CallFault.LostBefore);
        await rig.SyncAsync();
        for (var run = 0; run < 4; run++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(4));
            await rig.SyncAsync();
        }

        Assert.Equal(["Aiko Tanaka", "Boris Petit"], There(rig));
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], await HereAsync(rig));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task A_listing_that_shows_the_state_before_our_write_changes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Lag = TimeSpan.FromMinutes(3);
        rig.Provider.Add(Aiko);
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
    public async Task A_renamed_item_stays_linked()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Aiko);
        await rig.SyncAsync();
        rig.Provider.Rename(aiko);
        await rig.SyncAsync();
        Assert.Single(await rig.BookAsync());
        var here = (await rig.BookAsync())[0].Id.Unique;
        await rig.EditAsync(here, contact => contact with { Nickname = "Ai" });
        await rig.SyncAsync();
        Assert.Equal("Ai", rig.Provider.People.Single().Contact.Nickname);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task One_way_brings_in_and_carries_nothing_out()
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { Direction = SyncDirection.OneWay });
        var aiko = rig.Provider.Add(Aiko);
        await rig.AddAsync(Boris);
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], await HereAsync(rig));
        Assert.Equal(["Aiko Tanaka"], There(rig));
        rig.Provider.Remove(aiko);
        await rig.SyncAsync();
        Assert.Equal(["Boris Petit"], await HereAsync(rig));
        Assert.Equal(0, rig.Provider.Writes);
    }

    [Fact]
    public async Task A_preview_tells_what_a_run_would_do_and_writes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Aiko);
        rig.Provider.Add(Person("Clara Schmidt", "clara@example.de"));
        await rig.AddAsync(Boris);
        await rig.AddAsync(Person("Clara Schmidt", "clara@example.de"));
        var run = await rig.SyncAsync(RunKind.Preview);
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(
            ["Here Added Aiko Tanaka", "Here Linked Clara Schmidt", "There Added Boris Petit"],
            (await rig.OutcomesAsync(run)).Select(outcome => $"{outcome.Side} {outcome.Kind} {outcome.Name}").Order());
        Assert.Equal(2, (await rig.BookAsync()).Count);
        Assert.Equal(0, rig.Provider.Writes);
        Assert.Empty(await rig.LinksAsync());
    }

    [Fact]
    public async Task A_third_party_that_turns_a_value_back_again_and_again_pauses_the_connection()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Aiko with { Nickname = "A" });
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
    public async Task A_picture_comes_only_to_a_contact_that_has_none()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Aiko);
        rig.Provider.Photos[aiko] = new byte[7];
        await rig.SyncAsync();
        Assert.Equal("photo7", (await rig.BookAsync())[0].Record.Contact.Photo);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task An_item_that_cannot_be_held_is_parked_with_its_reason_and_stops_nothing_else()
    {
        var rig = await SyncRig.StartAsync();
        var nobody = rig.Provider.Add(new Contact { Nickname = "nobody" });
        rig.Provider.Add(Aiko);
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(["Aiko Tanaka"], await HereAsync(rig));
        Assert.Contains(await rig.OutcomesAsync(run), outcome => outcome is { Kind: OutcomeKind.Parked, Reason: not null });
        Assert.Equal(1, (await rig.StandingAsync()).Statistics.Parked);

        rig.Provider.Edit(nobody, contact => contact with { Name = new ContactName { Given = "Some", Family = "Body", Full = "Some Body" } });
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka", "Some Body"], await HereAsync(rig));
        Assert.Equal(0, (await rig.StandingAsync()).Statistics.Parked);
    }

    [Fact]
    public async Task A_provider_that_asks_for_patience_gets_it_and_the_run_goes_on_where_it_was()
    {
        var rig = await SyncRig.StartAsync();
        for (var person = 0; person < 8; person++)
        {
            rig.Provider.Add(Person($"Person {person}", $"p{person}@example.jp"));
        }

        rig.Provider.Next = Once("page", CallFault.None, CallFault.Throttled);
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
            rig.Provider.Add(Person($"Person {person}", $"p{person}@example.jp"));
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
        rig.Provider.Add(Aiko);
        await rig.SyncAsync();
        rig.Provider.Next = Once("page", CallFault.SignIn);
        Assert.Equal(RunStatus.Failed, (await rig.SyncAsync()).Status);
        var standing = await rig.StandingAsync();
        Assert.Equal((ConnectionStatus.NeedsSignIn, null), (standing.Status, standing.Due));
        Assert.Single(await rig.BookAsync());
    }

    [Fact]
    public async Task Only_what_is_in_the_chosen_groups_is_synced_and_what_leaves_them_stays_here()
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { Groups = ["g1"] });
        rig.Provider.Groups.Add(new ServerlessContacts.Sync.Providers.ProviderGroup("g1", "Work"));
        var aiko = rig.Provider.Add(Aiko with { Labels = ["Work"] });
        rig.Provider.Add(Boris);
        await rig.AddAsync(Person("Clara Schmidt", "clara@example.de"));
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka", "Clara Schmidt"], await HereAsync(rig));
        Assert.Equal(["Work"], rig.Provider.People.Single(person => person.Contact.Name.Full == "Clara Schmidt").Contact.Labels);

        rig.Provider.Edit(aiko, contact => contact with { Labels = [] });
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka", "Clara Schmidt"], await HereAsync(rig));
        Assert.Equal(LinkState.Aside, (await rig.LinksAsync()).Single(link => link.Item!.Id == aiko).State);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task The_cost_of_a_run_grows_with_the_change_and_not_with_the_book()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.PageSize = 1000;
        var people = Enumerable.Range(0, 200).Select(person => rig.Provider.Add(Person($"Person {person}", $"p{person}@example.jp"))).ToList();
        await rig.SyncAsync();
        await rig.SyncAsync();

        foreach (var person in people.Take(20))
        {
            rig.Provider.Edit(person, contact => contact with { Nickname = "Changed" });
        }

        var (calls, rows) = (rig.Provider.Calls.Count, Rows(rig));
        var run = await rig.SyncAsync();
        Assert.Equal(20, run.Counts.Here.Updated);
        Assert.InRange(rig.Provider.Calls.Count - calls, 1, 10);
        Assert.InRange(Rows(rig) - rows, 1, 150);
    }

    private static int Rows(SyncRig rig) => rig.Table.PointReads + rig.Table.RowsRead + rig.Table.RowsWritten;

    private static Func<string, CallFault> Once(string call, params CallFault[] faults)
    {
        var queue = new Queue<CallFault>(faults);
        return name => name == call && queue.TryDequeue(out var fault) ? fault : CallFault.None;
    }

    private static async Task<IEnumerable<string>> HereAsync(SyncRig rig) => (await rig.BookAsync()).Select(contact => contact.Record.Contact.Name.Full!).Order();

    private static IEnumerable<string> There(SyncRig rig) => rig.Provider.People.Select(person => person.Contact.Name.Full!).Order();

    private static Contact Person(string name, string email)
    {
        var parts = name.Split(' ');
        return SyncRig.Clean(new Contact { Name = new ContactName { Given = parts[0], Family = parts[1] }, Emails = [new Email { Address = email }] });
    }
}
