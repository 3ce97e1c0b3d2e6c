using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>What is gone on one side, or seems to be, as short stories in steps.</summary>
public sealed class DeletionScenarios
{
    [Fact]
    public async Task A_deletion_on_either_side_is_carried_over_and_leaves_a_tombstone()
    {
        var rig = await SyncRig.StartAsync();
        var aiko = rig.Provider.Add(Someone.Aiko);
        await rig.AddAsync(Someone.Boris);
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
        var aiko = rig.Provider.Add(Someone.Aiko);
        await rig.AddAsync(Someone.Boris);
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
        var aiko = rig.Provider.Add(Someone.Aiko);
        await rig.SyncAsync();
        rig.Provider.Remove(aiko);
        await rig.SyncAsync();
        Assert.Equal(["Aiko Tanaka"], await Someone.HereAsync(rig));
        Assert.Equal(state, (await rig.LinksAsync()).Single().State);
        Assert.Equal(policy == DeletePolicy.Review ? 1 : 0, (await rig.ReviewsAsync()).Count);
        await rig.AssertQuietAsync();
        Assert.Empty(rig.Provider.People);
    }

    [Fact]
    public async Task A_deletion_there_is_carried_over_although_here_something_changed_that_the_provider_cannot_hold()
    {
        var rig = await SyncRig.StartAsync();
        var there = rig.Provider.Add(Someone.Aiko);
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
        var (edited, removed) = (rig.Provider.Add(Someone.Aiko), rig.Provider.Add(Someone.Person("Boris Petit", "boris@example.jp")));
        await rig.SyncAsync();
        var book = (await rig.BookAsync())
            .ToDictionary(contact => contact.Record.Contact.Emails[0].Address, contact => contact.Id.Unique, StringComparer.Ordinal);

        await rig.EditAsync(book[Someone.Aiko.Emails[0].Address], contact => contact with { Nickname = "Ai" });
        await rig.RemoveAsync(book["boris@example.jp"]);
        rig.Provider.TellGone(edited);
        rig.Provider.TellGone(removed);
        await rig.SyncAsync();
        Assert.Equal("Ai", Assert.Single(rig.Provider.People).Contact.Nickname);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task An_empty_listing_deletes_nothing()
    {
        var rig = await SyncRig.StartAsync();
        for (var person = 0; person < 8; person++)
        {
            rig.Provider.Add(Someone.Person($"Person {person}", $"p{person}@example.jp"));
        }

        await rig.SyncAsync();
        rig.Provider.Next = CallFaults.Once("page", CallFault.Expired, CallFault.Empty);
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
        rig.Provider.Add(Someone.Aiko);
        rig.Provider.Add(Someone.Boris);
        await rig.SyncAsync();
        rig.Provider.Next = CallFaults.Once("page", CallFault.Expired, CallFault.Empty);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(2, (await rig.BookAsync()).Count);
        await rig.AssertQuietAsync();
    }
}
