using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>Each rule of the sync as a short story in steps; deletions and interruptions have stories of their own.</summary>
public sealed class SyncScenarios
{
    [Fact]
    public async Task What_is_on_either_side_comes_to_the_other_and_a_further_run_writes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Someone.Aiko);
        await rig.AddAsync(Someone.Boris);

        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], await Someone.HereAsync(rig));
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], Someone.There(rig));
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
        var there = rig.Provider.Add(Someone.Aiko);
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
        rig.Provider.Add(Someone.Aiko with { Birthday = "1990-04-09" });
        await rig.AddAsync(Someone.Aiko with { Nickname = "Ai" });

        var run = await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka"], await Someone.HereAsync(rig));
        Assert.Equal(["Aiko Tanaka"], Someone.There(rig));
        Assert.Contains(await rig.OutcomesAsync(run), outcome => outcome.Kind == OutcomeKind.Linked);
        Assert.Equal("1990-04-09", (await rig.BookAsync())[0].Record.Contact.Birthday);
        Assert.Equal("Ai", rig.Provider.People[0].Contact.Nickname);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Where_the_log_was_compacted_everything_is_looked_at_again_and_nobody_is_doubled_or_missed()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Someone.Boris);
        rig.Provider.Add(Someone.Person("Carla Gone", "carla@example.com"));
        await rig.SyncAsync();
        var book = (await rig.BookAsync()).ToDictionary(contact => contact.Record.Contact.Caption, contact => contact.Id.Unique, StringComparer.Ordinal);
        await rig.AddAsync(Someone.Aiko);
        rig.Provider.Add(Someone.Aiko with { Birthday = "1990-04-09" });
        await rig.RemoveAsync(book["Carla Gone"]);
        await rig.EditAsync(book["Boris Petit"], contact => contact with { Nickname = "Bo" });
        await new LogCompactor(rig.Table, rig.Journal, rig.Time).RunAsync(SyncRig.Key.Partition, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, default);

        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], await Someone.HereAsync(rig));
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], Someone.There(rig));
        Assert.Contains(rig.Provider.People, person => person.Contact.Nickname == "Bo");
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Namesakes_without_a_value_in_common_stay_two()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Someone.Aiko);
        await rig.AddAsync(Someone.Person("Aiko Tanaka", "other@example.jp"));
        await rig.SyncAsync();
        Assert.Equal(2, (await rig.BookAsync()).Count);
        Assert.Equal(2, rig.Provider.People.Count);
    }

    [Fact]
    public async Task A_conflict_keeps_the_value_that_lost_for_review()
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { ConflictRule = ConflictRule.Provider });
        var aiko = rig.Provider.Add(Someone.Aiko);
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
    public async Task A_renamed_item_stays_linked()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Someone.Aiko);
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
        var aiko = rig.Provider.Add(Someone.Aiko);
        await rig.AddAsync(Someone.Boris);
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka", "Boris Petit"], await Someone.HereAsync(rig));
        Assert.Equal(["Aiko Tanaka"], Someone.There(rig));
        rig.Provider.Remove(aiko);
        await rig.SyncAsync();
        Assert.Equal(["Boris Petit"], await Someone.HereAsync(rig));
        Assert.Equal(0, rig.Provider.Writes);
    }

    [Fact]
    public async Task A_preview_tells_what_a_run_would_do_and_writes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Add(Someone.Aiko);
        rig.Provider.Add(Someone.Person("Clara Schmidt", "clara@example.de"));
        await rig.AddAsync(Someone.Boris);
        await rig.AddAsync(Someone.Person("Clara Schmidt", "clara@example.de"));
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
    public async Task A_picture_comes_only_to_a_contact_that_has_none()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Someone.Aiko);
        rig.Provider.Photos[aiko] = new byte[7];
        await rig.SyncAsync();
        Assert.Equal("photo7", (await rig.BookAsync())[0].Record.Contact.Photo);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Only_what_is_in_the_chosen_groups_is_synced_and_what_leaves_them_stays_here()
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { Groups = ["g1"] });
        rig.Provider.Groups.Add(new ServerlessContacts.Sync.Providers.ProviderGroup("g1", "Work"));
        var aiko = rig.Provider.Add(Someone.Aiko with { Labels = ["Work"] });
        rig.Provider.Add(Someone.Boris);
        await rig.AddAsync(Someone.Person("Clara Schmidt", "clara@example.de"));
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka", "Clara Schmidt"], await Someone.HereAsync(rig));
        Assert.Equal(["Work"], rig.Provider.People.Single(person => person.Contact.Name.Full == "Clara Schmidt").Contact.Labels);

        rig.Provider.Edit(aiko, contact => contact with { Labels = [] });
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka", "Clara Schmidt"], await Someone.HereAsync(rig));
        Assert.Equal(LinkState.Aside, (await rig.LinksAsync()).Single(link => link.Item!.Id == aiko).State);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task The_cost_of_a_run_grows_with_the_change_and_not_with_the_book()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.PageSize = 1000;
        var people = Enumerable.Range(0, 200)
            .Select(person => rig.Provider.Add(Someone.Person($"Person {person}", $"p{person}@example.jp"))).ToList();
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
}
