using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>A change of the settings takes effect with the next run, and a preview says how.</summary>
public sealed class SettingsChangeTests
{
    [Fact]
    public async Task Groups_that_are_chosen_no_more_are_left_with_the_next_run_and_their_contacts_stay()
    {
        var (rig, _) = await StartAsync(null);
        await rig.ChangeAsync(settings => settings with { Groups = ["work"] });

        var preview = await rig.OutcomesAsync(await rig.SyncAsync(RunKind.Preview));
        Assert.Equal(8, preview.Count(outcome => outcome.Kind == OutcomeKind.Unlinked));
        Assert.Equal(10, (await rig.LinksAsync()).Count(link => link.State == LinkState.Linked));

        // The owner chose so: the brake is for what happens without them.
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(2, (await rig.LinksAsync()).Count(link => link.State == LinkState.Linked));
        Assert.Equal(8, (await rig.LinksAsync()).Count(link => link.State == LinkState.Aside));
        Assert.Equal(10, (await rig.BookAsync()).Count);
        Assert.Equal(2, (await rig.StandingAsync()).Statistics.InSync);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Groups_that_are_chosen_more_come_with_the_next_run_and_what_was_laid_aside_is_merged()
    {
        var (rig, people) = await StartAsync(null);
        await rig.ChangeAsync(settings => settings with { Groups = ["work"] });
        await rig.SyncAsync();
        var aside = (await rig.LinksAsync()).Single(link => link.Item!.Id == people[5]);
        await rig.EditAsync(aside.Contact, contact => contact with { Nickname = "here" });
        rig.Provider.Edit(people[5], contact => contact with { Birthday = "1990-04-09" });
        rig.Provider.Add(Person(20) with { Labels = ["Club"] });
        await rig.SyncAsync();
        Assert.Null(await BirthdayAsync(rig, 5));

        await rig.ChangeAsync(settings => settings with { Groups = ["work", "club"] });
        var preview = await rig.OutcomesAsync(await rig.SyncAsync(RunKind.Preview));
        Assert.Contains(preview, outcome => outcome is { Side: Side.Here, Kind: OutcomeKind.Added, Name: "Person Number20" });
        Assert.Contains(preview, outcome => outcome is { Side: Side.Here, Kind: OutcomeKind.Updated, Name: "Person Number5" });

        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal("1990-04-09", await BirthdayAsync(rig, 5));
        Assert.Equal("here", rig.Provider.People.Single(person => person.Id == people[5]).Contact.Nickname);
        Assert.Equal(11, (await rig.BookAsync()).Count);
        Assert.Equal(5, (await rig.LinksAsync()).Count(link => link.State == LinkState.Linked));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task An_item_that_comes_in_with_a_wider_choice_meets_the_contact_that_was_always_here()
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { Direction = SyncDirection.OneWay, Groups = ["work"] });
        rig.Provider.Groups.AddRange([new ProviderGroup("work", "Work"), new ProviderGroup("club", "Club")]);
        rig.Provider.Add(Person(1) with { Labels = ["Club"] });
        await rig.AddAsync(Person(1));
        await rig.SyncAsync();
        await rig.SyncAsync();
        await rig.ChangeAsync(settings => settings with { Groups = null });
        await rig.SyncAsync();
        Assert.Equal(["Club"], Assert.Single(await rig.BookAsync()).Record.Contact.Labels);
    }

    [Fact]
    public async Task What_was_edited_while_nothing_went_out_goes_out_when_both_ways_are_chosen()
    {
        var (rig, people) = await StartAsync(new ConnectionSettings { Direction = SyncDirection.OneWay });
        await rig.EditAsync(await UniqueAsync(rig, 1), contact => contact with { Nickname = "here" });
        await rig.SyncAsync();
        // A merge in the meantime does not make the provider's missing value an agreed one.
        rig.Provider.Edit(people[1], contact => contact with { Birthday = "1990-04-09" });
        await rig.SyncAsync();
        await rig.AddAsync(Person(30));
        await rig.SyncAsync();
        Assert.Equal(0, rig.Provider.Writes);

        await rig.ChangeAsync(settings => settings with { Direction = SyncDirection.TwoWay });
        var preview = await rig.OutcomesAsync(await rig.SyncAsync(RunKind.Preview));
        Assert.Equal(["There Added Person Number30", "There Updated Person Number1"], preview.Select(outcome => $"{outcome.Side} {outcome.Kind} {outcome.Name}").Order());
        await rig.SyncAsync();
        Assert.Equal(("here", "1990-04-09"), (Item(rig, people[1]).Nickname, Item(rig, people[1]).Birthday));
        Assert.Contains(rig.Provider.People, person => person.Contact.Emails[0].Address == "p30@example.jp");
        await rig.AssertQuietAsync();
    }

    /// <summary>As the table of the one way says: what is deleted here then only does not come back.</summary>
    [Fact]
    public async Task What_was_deleted_while_nothing_went_out_is_not_deleted_there_when_both_ways_are_chosen()
    {
        var (rig, people) = await StartAsync(new ConnectionSettings { Direction = SyncDirection.OneWay });
        await rig.RemoveAsync(await UniqueAsync(rig, 1));
        await rig.SyncAsync();
        await rig.ChangeAsync(settings => settings with { Direction = SyncDirection.TwoWay });
        await rig.SyncAsync();
        Assert.Equal(10, rig.Provider.People.Count);
        Assert.Equal(9, (await rig.BookAsync()).Count);
        Assert.Equal(LinkState.Unlinked, (await rig.LinksAsync()).Single(link => link.Item!.Id == people[1]).State);
        await rig.AssertQuietAsync();
        // From now on deletions go out.
        await rig.RemoveAsync(await UniqueAsync(rig, 2));
        await rig.SyncAsync();
        Assert.Equal(9, rig.Provider.People.Count);
    }

    [Fact]
    public async Task Nothing_goes_out_any_more_when_one_way_is_chosen()
    {
        var (rig, people) = await StartAsync(null);
        await rig.EditAsync(await UniqueAsync(rig, 1), contact => contact with { Nickname = "here" });
        await rig.ChangeAsync(settings => settings with { Direction = SyncDirection.OneWay });
        rig.Provider.Edit(people[2], contact => contact with { Nickname = "there" });
        Assert.Equal(["Here Updated Person Number2"], (await rig.OutcomesAsync(await rig.SyncAsync(RunKind.Preview))).Select(outcome => $"{outcome.Side} {outcome.Kind} {outcome.Name}"));
        await rig.SyncAsync();
        Assert.Equal(0, rig.Provider.Writes);
        Assert.Null(Item(rig, people[1]).Nickname);
    }

    [Theory]
    [InlineData(DeletePolicy.Delete, DeletePolicy.Ignore, LinkState.Kept, 10)]
    [InlineData(DeletePolicy.Delete, DeletePolicy.Unlink, LinkState.Unlinked, 10)]
    [InlineData(DeletePolicy.Ignore, DeletePolicy.Delete, LinkState.Deleted, 9)]
    public async Task A_deletion_is_handled_by_the_policy_that_holds_when_it_is_met(DeletePolicy before, DeletePolicy after, LinkState state, int left)
    {
        var (rig, people) = await StartAsync(new ConnectionSettings { ChosenDeletePolicy = before });
        rig.Provider.Remove(people[3]);
        await rig.ChangeAsync(settings => settings with { ChosenDeletePolicy = after });
        var preview = await rig.OutcomesAsync(await rig.SyncAsync(RunKind.Preview));
        Assert.Equal("Person Number3", Assert.Single(preview).Name);
        await rig.SyncAsync();
        Assert.Equal(state, (await rig.LinksAsync()).Single(link => link.Item!.Id == people[3]).State);
        Assert.Equal(left, (await rig.BookAsync()).Count);
    }

    [Fact]
    public async Task A_conflict_is_decided_by_the_rule_that_holds_when_it_is_met()
    {
        var (rig, people) = await StartAsync(new ConnectionSettings { ConflictRule = ConflictRule.Provider });
        await rig.EditAsync(await UniqueAsync(rig, 1), contact => contact with { Nickname = "here" });
        rig.Provider.Edit(people[1], contact => contact with { Nickname = "there" });
        await rig.ChangeAsync(settings => settings with { ConflictRule = ConflictRule.Local });
        await rig.SyncAsync();
        Assert.Equal("here", Item(rig, people[1]).Nickname);
        Assert.Equal(Winner.Ours, Assert.Single(await rig.ReviewsAsync()).Kept);
    }

    /// <summary>Ten people: two at work, two in the club, six in neither.</summary>
    private static async Task<(SyncRig Rig, List<string> People)> StartAsync(ConnectionSettings? settings)
    {
        var rig = await SyncRig.StartAsync(settings);
        rig.Provider.Groups.AddRange([new ProviderGroup("work", "Work"), new ProviderGroup("club", "Club")]);
        var people = Enumerable.Range(0, 10).Select(number => rig.Provider.Add(Person(number) with { Labels = number < 2 ? ["Work"] : number is 4 or 5 ? ["Club"] : [] })).ToList();
        await rig.SyncAsync();
        await rig.SyncAsync();
        return (rig, people);
    }

    private static Contact Item(SyncRig rig, string id) => rig.Provider.People.Single(person => person.Id == id).Contact;

    private static async Task<string> UniqueAsync(SyncRig rig, int number) =>
        (await rig.BookAsync()).Single(contact => contact.Record.Contact.Emails[0].Address == $"p{number}@example.jp").Id.Unique;

    private static async Task<string?> BirthdayAsync(SyncRig rig, int number) =>
        (await rig.BookAsync()).Single(contact => contact.Record.Contact.Emails[0].Address == $"p{number}@example.jp").Record.Contact.Birthday;

    private static Contact Person(int number) => SyncRig.Clean(new Contact
    {
        Name = new ContactName { Given = "Person", Family = $"Number{number}" },
        Emails = [new Email { Address = $"p{number}@example.jp" }],
    });
}
