using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// A full listing leaves an item out that is not found by its id either: it may be there under another id, and nothing is decided before a
/// second listing has told.
/// </summary>
public sealed class MissedItemTests
{
    private static readonly Contact Aiko =
        SyncRig.Clean(new Contact { Name = new ContactName { Full = "Aiko Ogata" }, Emails = [new Email { Address = "aiko@example.jp" }] });

    [Fact]
    public async Task A_contact_that_was_edited_is_not_made_a_second_time()
    {
        var (rig, id) = await StartAsync();
        await rig.EditAsync(await UniqueAsync(rig), contact => contact with { Nickname = "edited" });
        rig.Provider.Rename(id);
        await MissAsync(rig);
        await rig.SyncAsync();
        Assert.Equal("edited", Assert.Single(rig.Provider.People).Contact.Nickname);
        Assert.Equal("edited", Assert.Single(await rig.BookAsync()).Record.Contact.Nickname);
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    /// <summary>Coming back from the provider, it would be without what only this side keeps.</summary>
    [Fact]
    public async Task A_contact_that_was_not_edited_stays_with_its_notes()
    {
        var (rig, id) = await StartAsync();
        await rig.EditAsync(await UniqueAsync(rig), contact => contact with { Notes = "ours" });
        await rig.SyncAsync();
        rig.Provider.Rename(id);
        await MissAsync(rig);
        Assert.Equal("ours", Assert.Single(await rig.BookAsync()).Record.Contact.Notes);
        await rig.SyncAsync();
        Assert.Equal("ours", Assert.Single(await rig.BookAsync()).Record.Contact.Notes);
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task A_contact_that_was_deleted_meanwhile_is_deleted_there_under_the_new_id()
    {
        var (rig, id) = await StartAsync();
        await rig.RemoveAsync(await UniqueAsync(rig));
        rig.Provider.Rename(id);
        await MissAsync(rig);
        await rig.SyncAsync();
        Assert.Empty(rig.Provider.People);
        Assert.Empty(await rig.BookAsync());
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_made_from_here_and_got_another_id_that_no_listing_tells_is_known_by_its_key(bool isEdited)
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = false };
        rig.Provider.HidesPreviousIds = true;
        await rig.AddAsync(Aiko);
        await rig.SyncAsync();
        Contact Edit(Contact contact) => isEdited ? contact with { Nickname = "edited" } : contact with { Notes = "ours" };
        await rig.EditAsync(await UniqueAsync(rig), Edit);
        rig.Provider.Rename(Assert.Single(rig.Provider.People).Id);
        rig.Time.Advance(TimeSpan.FromDays(7));
        await rig.SyncAsync();
        var (there, here) = (Assert.Single(rig.Provider.People).Contact, Assert.Single(await rig.BookAsync()).Record.Contact);
        Assert.Equal(isEdited ? ("edited", "edited", null) : (null, null, "ours"), (there.Nickname, here.Nickname, here.Notes));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task A_copy_of_an_item_that_is_still_there_is_somebody_else()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = false };
        await rig.AddAsync(Aiko);
        await rig.SyncAsync();
        rig.Provider.Copy(Assert.Single(rig.Provider.People).Id);
        rig.Time.Advance(TimeSpan.FromDays(7));
        await rig.SyncAsync();
        Assert.Equal((2, 2), (rig.Provider.People.Count, (await rig.BookAsync()).Count));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task What_a_second_listing_leaves_out_too_is_gone(bool isEdited, int left)
    {
        var (rig, id) = await StartAsync();
        await rig.EditAsync(await UniqueAsync(rig), contact => isEdited ? contact with { Nickname = "edited" } : contact);
        rig.Provider.ForgetsDeletions = true;
        rig.Provider.Remove(id);
        await MissAsync(rig);
        Assert.Single(await rig.BookAsync());
        Assert.Empty(rig.Provider.People);
        await rig.SyncAsync();
        Assert.Equal((left, left), ((await rig.BookAsync()).Count, rig.Provider.People.Count));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    /// <summary>Twice left out, but met in between: the second time is a first one again.</summary>
    [Fact]
    public async Task What_was_met_in_between_was_not_missed_twice()
    {
        var (rig, id) = await StartAsync();
        rig.Provider.Rename(id);
        await MissAsync(rig);
        await rig.SyncAsync();
        rig.Provider.Rename(rig.Provider.People[0].Id);
        await MissAsync(rig);
        Assert.Equal(LinkState.Linked, Assert.Single(await rig.LinksAsync()).State);
        Assert.Single(await rig.BookAsync());
        await rig.SyncAsync();
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    private static async Task<(SyncRig Rig, string Id)> StartAsync()
    {
        var rig = await SyncRig.StartAsync();
        var id = rig.Provider.Add(Aiko);
        await rig.SyncAsync();
        await rig.SyncAsync();
        return (rig, id);
    }

    /// <summary>A run for which the cursor has expired, and whose full listing is empty.</summary>
    private static async Task MissAsync(SyncRig rig)
    {
        var faults = new Queue<CallFault>([CallFault.Expired, CallFault.Empty]);
        rig.Provider.Next = call => call == "page" && faults.TryDequeue(out var fault) ? fault : CallFault.None;
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Empty(faults);
    }

    private static async Task<string> UniqueAsync(SyncRig rig) => Assert.Single(await rig.BookAsync()).Id.Unique;
}
