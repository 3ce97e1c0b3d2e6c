using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Tests.Simulators.Microsoft;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>The folder that every mailbox has can be chosen like those that people made.</summary>
public sealed class DefaultFolderTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private AccountRig account = null!;
    private string clients = null!;

    public async Task InitializeAsync()
    {
        account = await AccountRig.StartAsync(time: time);
        clients = account.Mailbox.AddFolder("Clients");
    }

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task It_is_among_the_choices_by_the_name_that_the_mailbox_gives_it_once_it_holds_a_contact()
    {
        Assert.Equal(["Clients"], await ChoicesAsync());
        Add("Anna");
        Assert.Equal(["Contacts", "Clients"], await ChoicesAsync());
        account.Mailbox.DefaultName = "Kontakte";
        Assert.Equal(["Kontakte", "Clients"], await ChoicesAsync());
    }

    [Fact]
    public async Task A_service_that_lists_it_among_the_others_makes_no_label_of_it()
    {
        account.Mailbox.ListsDefault = true;
        var id = Add("Anna");
        Assert.Equal(["Contacts", "Clients"], await ChoicesAsync());
        var item = (await account.Account.FindAsync(id, default))!;
        Assert.Empty(account.Account.View(item).Labels);
    }

    [Fact]
    public async Task Only_what_is_in_it_is_synced_where_it_is_chosen_whatever_it_is_called_later()
    {
        Add("Anna");
        var client = Add("Client", clients);
        var rig = await StartAsync();
        await rig.SyncAsync();
        Assert.Equal(["Anna"], await NamesAsync(rig));

        account.Mailbox.DefaultName = "Kontakte";
        Add("Boris");
        account.Mailbox.Edit(client, GraphRig.Json("""{"nickName":"C"}"""));
        await rig.SyncAsync();
        Assert.Equal(["Anna", "Boris"], await NamesAsync(rig));
        Assert.Contains((await rig.StandingAsync()).AvailableGroups, group => group.Name == "Kontakte"
            && group.Id == account.Mailbox.DefaultFolder);
        Assert.All(await rig.BookAsync(), contact => Assert.Empty(contact.Record.Contact.Labels));
    }

    [Fact]
    public async Task What_is_made_there_goes_into_it_with_its_labels_as_categories_even_where_a_label_names_another_folder()
    {
        Add("Anna");
        var rig = await StartAsync();
        await rig.AddAsync(Person("Boris"));
        await rig.AddAsync(Person("Clara") with { Labels = ["Clients", "Friends"] });
        await rig.SyncAsync();
        await rig.SyncAsync();
        var items = account.Mailbox.All.Values.Where(item => item["givenName"]!.GetValue<string>() != "Anna")
            .OrderBy(item => item["givenName"]!.GetValue<string>()).ToList();
        Assert.All(items, item => Assert.Equal(account.Mailbox.DefaultFolder, item["parentFolderId"]!.GetValue<string>()));
        Assert.Empty(items[0]["categories"]!.AsArray());
        Assert.Equal(["Clients", "Friends"], items[1]["categories"]!.AsArray().Select(category => category!.GetValue<string>()).Order());
        Assert.All(await rig.LinksAsync(), link => Assert.Equal(ServerlessContacts.Sync.Links.LinkState.Linked, link.State));
        Assert.Equal(["Clients", "Friends"], (await rig.BookAsync())
            .Single(contact => contact.Record.Contact.Name.Given == "Clara").Record.Contact.Labels.Order());
    }

    [Fact]
    public async Task What_is_made_there_goes_into_the_chosen_folder_although_a_label_names_another_one()
    {
        var partners = account.Mailbox.AddFolder("Partners");
        var rig = await StartAsync(partners);
        await rig.AddAsync(Person("Clara") with { Labels = ["Clients"] });
        await rig.SyncAsync();
        Assert.Equal(partners, Assert.Single(account.Mailbox.All.Values)["parentFolderId"]!.GetValue<string>());
        Assert.Equal(ServerlessContacts.Sync.Links.LinkState.Linked, Assert.Single(await rig.LinksAsync()).State);
    }

    private static Contact Person(string name) =>
        new() { Name = new() { Given = name }, Emails = [new Email { Address = $"{name}@example.jp" }] };

    private string Add(string name, string? folder = null) =>
        account.Mailbox.Add(GraphRig.Json($$"""{"givenName":"{{name}}","emailAddresses":[{"address":"{{name}}@example.jp"}]}"""), folder);

    private async Task<IEnumerable<string>> ChoicesAsync() => (await account.Account.GroupsAsync(default)).Select(group => group.Name);

    private Task<SyncRig> StartAsync(string? chosen = null) => SyncRig.StartAsync(
        new ConnectionSettings { Groups = [chosen ?? account.Mailbox.DefaultFolder] }, time: time, other: () => (account.Provider, account.Provider.Open(account.TokenAsync)));

    private static async Task<IEnumerable<string?>> NamesAsync(SyncRig rig) =>
        (await rig.BookAsync()).Select(contact => contact.Record.Contact.Name.Given).Order(StringComparer.Ordinal);
}
