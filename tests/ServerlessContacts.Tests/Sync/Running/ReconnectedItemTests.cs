using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// What an ended connection of the account had at the provider, or may have made there, is not made a second time by the next, whatever the
/// first listing leaves out.
/// </summary>
public sealed class ReconnectedItemTests
{
    private const int People = 4;

    [Fact]
    public async Task What_the_first_listing_leaves_out_is_waited_for()
    {
        var rig = await StartAsync();
        await ReconnectAsync(rig);
        rig.Provider.Next = CallFaults.Once("page", CallFault.Empty);
        await rig.SyncAsync();
        Assert.Equal(People, rig.Provider.People.Count);
        await rig.SyncAsync();
        Assert.Equal((People, People), await CountAsync(rig));
        Assert.All(await rig.LinksAsync(), link => Assert.Equal(LinkState.Linked, link.State));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task What_the_second_listing_leaves_out_too_is_made_again()
    {
        var rig = await StartAsync();
        await rig.EndAsync(RemainingContacts.Keep);
        rig.Provider.Remove(rig.Provider.People[0].Id);
        rig.Provider.Remove(rig.Provider.People[^1].Id);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        Assert.Equal(People - 2, rig.Provider.People.Count);
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        await rig.SyncAsync();
        Assert.Equal((People, People), await CountAsync(rig));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task What_is_waited_for_is_not_made_while_nothing_goes_out()
    {
        var rig = await StartAsync();
        await rig.EndAsync(RemainingContacts.Keep);
        rig.Provider.Remove(rig.Provider.People[0].Id);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        await rig.ChangeAsync(settings => settings with { Direction = SyncDirection.OneWay });
        var writes = rig.Provider.Writes;
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
        Assert.Equal((People, People - 1, writes), ((await rig.BookAsync()).Count, rig.Provider.People.Count, rig.Provider.Writes));
        await rig.ChangeAsync(settings => settings with { Direction = SyncDirection.TwoWay });
        await rig.SyncAsync();
        Assert.Equal((People, People), await CountAsync(rig));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_create_whose_answer_was_lost_is_waited_for(bool areKeysSearchable)
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Lag = TimeSpan.FromMinutes(3);
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = areKeysSearchable, Lag = TimeSpan.FromMinutes(4) };
        await rig.AddAsync(Named("Here0"));
        rig.Provider.Next = CallFaults.Once("create", CallFault.Crash);
        await Assert.ThrowsAsync<CrashException>(() => rig.SyncAsync());
        rig.Restart();
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await ReconnectAsync(rig);
        await rig.SyncAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        await rig.SyncAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        await rig.SyncAsync();
        Assert.Equal((1, 1), await CountAsync(rig));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    /// <summary>It is in the first listing, with neither address nor number; where keys can be searched, without its key.</summary>
    [Theory]
    [InlineData(true, RemainingContacts.Keep)]
    [InlineData(true, RemainingContacts.Remove)]
    [InlineData(false, RemainingContacts.Keep)]
    [InlineData(false, RemainingContacts.Remove)]
    public async Task What_came_of_a_create_whose_answer_was_lost_is_the_contact(bool areKeysSearchable, RemainingContacts contacts)
    {
        var rig = await StartWithOpenCreateAsync(areKeysSearchable);
        await rig.EndAsync(contacts);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        Assert.Equal((1, 1), await CountAsync(rig));
        await rig.SyncAsync();
        Assert.Equal(LinkState.Linked, Assert.Single(await rig.LinksAsync()).State);
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));

        // And once more, linked by then.
        await rig.EndAsync(contacts);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        Assert.Equal((1, 1), await CountAsync(rig));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_create_stays_open_through_a_connection_that_never_ran(bool areKeysSearchable)
    {
        var rig = await StartWithOpenCreateAsync(areKeysSearchable);
        await ReconnectAsync(rig);
        await ReconnectAsync(rig);
        await rig.SyncAsync();
        Assert.Equal((1, 1), await CountAsync(rig));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task What_came_of_a_create_is_the_contact_while_nothing_goes_out(bool areKeysSearchable, bool isReconnected)
    {
        var rig = await StartWithOpenCreateAsync(areKeysSearchable);
        await (isReconnected ? ReconnectAsync(rig) : Task.CompletedTask);
        await rig.ChangeAsync(settings => settings with { Direction = SyncDirection.OneWay });
        await rig.SyncAsync();
        Assert.Equal((1, 1), await CountAsync(rig));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(1, rig.Provider.Writes);
    }

    private static async Task<SyncRig> StartWithOpenCreateAsync(bool areKeysSearchable)
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = areKeysSearchable, Lag = TimeSpan.FromMinutes(4) };
        await rig.AddAsync(Named("Here0"));
        rig.Provider.Next = CallFaults.Once("create", CallFault.Crash);
        await Assert.ThrowsAsync<CrashException>(() => rig.SyncAsync());
        rig.Restart();
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        return rig;
    }

    [Fact]
    public async Task What_is_in_no_chosen_group_now_is_laid_aside_until_it_comes_into_one()
    {
        var rig = await StartAsync();
        rig.Provider.Groups.Add(new ProviderGroup("work", "Work"));
        await ReconnectAsync(rig);
        await rig.ChangeAsync(settings => settings with { Groups = ["work"] });
        await rig.SyncAsync();
        await rig.SyncAsync();
        Assert.Equal((People, People), await CountAsync(rig));
        Assert.All(await rig.LinksAsync(), link => Assert.Equal(LinkState.Aside, link.State));

        rig.Provider.Edit(rig.Provider.People[0].Id, contact => contact with { Labels = ["Work"], Nickname = "there" });
        await rig.SyncAsync();
        Assert.Equal((People, People), await CountAsync(rig));
        Assert.Contains(await rig.BookAsync(), contact => contact.Record.Contact.Nickname == "there");
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task What_lived_by_itself_lives_by_itself_again()
    {
        var rig = await StartAsync(new ConnectionSettings { ChosenDeletePolicy = DeletePolicy.Unlink, Brake = new Brake(1, 1000) });
        rig.Provider.Remove(rig.Provider.People[0].Id);
        rig.Provider.Remove(rig.Provider.People[^1].Id);
        await rig.SyncAsync();
        await ReconnectAsync(rig);
        await rig.SyncAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        await rig.SyncAsync();
        Assert.Equal((People, People - 2), await CountAsync(rig));
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    /// <summary>Half of them were first there, half here; by their names alone.</summary>
    private static async Task<SyncRig> StartAsync(ConnectionSettings? settings = null)
    {
        var rig = await SyncRig.StartAsync(settings);
        foreach (var number in Enumerable.Range(0, People / 2))
        {
            rig.Provider.Add(Named($"There{number}"));
            await rig.AddAsync(Named($"Here{number}"));
        }

        await rig.SyncAsync();
        await rig.SyncAsync();
        Assert.Equal((People, People), await CountAsync(rig));
        return rig;
    }

    private static async Task ReconnectAsync(SyncRig rig)
    {
        await rig.EndAsync(RemainingContacts.Keep);
        await rig.ConnectAsync();
    }

    private static async Task<(int Here, int There)> CountAsync(SyncRig rig) => ((await rig.BookAsync()).Count, rig.Provider.People.Count);

    private static Contact Named(string name) => SyncRig.Clean(new Contact { Name = new ContactName { Full = name } });
}
