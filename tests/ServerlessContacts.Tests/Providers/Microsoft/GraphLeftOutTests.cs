using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>
/// A value that breaks a rule here keeps the one place that the service has for it; what has no room beside it stays here until there is
/// some.
/// </summary>
public sealed class GraphLeftOutTests : IAsyncLifetime
{
    private const string Number = "+819022223333";

    private readonly ManualTime time = new();
    private AccountRig account = null!;
    private SyncRig rig = null!;

    public async Task InitializeAsync()
    {
        account = await AccountRig.StartAsync(time: time);
        rig = await SyncRig.StartAsync(time: time, other: () => (account.Provider, account.Provider.Open(account.TokenAsync)));
    }

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task It_stays_when_another_value_for_its_place_is_given_here_and_makes_room_when_it_goes()
    {
        var id = account.Mailbox.Add(new JsonObject { ["givenName"] = "Aiko", ["surname"] = "Tanaka", ["mobilePhone"] = "ask Bob" });
        await DoneAsync();
        Assert.Single(Assert.Single(await rig.LinksAsync()).LeftOut);

        await rig.EditAsync(Assert.Single(await rig.BookAsync()).Id.Unique, With);
        await DoneAsync();
        Assert.Equal("ask Bob", MobileThere(id));
        Assert.Equal(Number, await NumberHereAsync());
        Assert.Single(Assert.Single(await rig.LinksAsync()).LeftOut);
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));

        account.Mailbox.Edit(id, new JsonObject { ["mobilePhone"] = null });
        await DoneAsync();
        Assert.Equal(Number, MobileThere(id));
        Assert.Equal(Number, await NumberHereAsync());
        Assert.Empty(Assert.Single(await rig.LinksAsync()).LeftOut);
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task What_has_no_room_beside_it_is_told()
    {
        account.Mailbox.Add(
            new JsonObject { ["givenName"] = "Aiko", ["mobilePhone"] = "ask Bob", ["businessPhones"] = new JsonArray("+81311112222") });
        await DoneAsync();
        var contact = Assert.Single(await rig.BookAsync());
        await rig.EditAsync(contact.Id.Unique, With);
        await DoneAsync();
        var (here, item) = (Assert.Single(await rig.BookAsync()).Record.Contact, Assert.Single(await rig.LinksAsync()).Item!);
        var views = new Views(account.Account, new ContactRules(new PhoneParser(new PhoneParserOptions { Country = "JP" })));
        Assert.Equal(["phones[1]"], ThreeWayMerge.Missing(here, views.Fitting(here, views.Read(item))));
    }

    [Fact]
    public async Task A_value_that_comes_later_is_told_and_takes_no_number_away_here()
    {
        var id = account.Mailbox.Add(new JsonObject { ["givenName"] = "Aiko", ["mobilePhone"] = Number });
        await DoneAsync();
        account.Mailbox.Edit(id, new JsonObject { ["mobilePhone"] = "ask Bob" });
        await DoneAsync();
        Assert.Equal(("ask Bob", Number), (MobileThere(id), await NumberHereAsync()));
        Assert.Equal(["phones[0].number"], Assert.Single(await rig.LinksAsync()).LeftOut);
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(20));
    }

    private static Contact With(Contact contact) =>
        contact with { Phones = [.. contact.Phones, new Phone { Number = Number, Label = "mobile" }] };

    private string? MobileThere(string id) => account.Mailbox.All[id]["mobilePhone"]?.ToString();

    private async Task<string> NumberHereAsync() => Assert.Single(Assert.Single(await rig.BookAsync()).Record.Contact.Phones).Number;

    private async Task DoneAsync() => Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
}
