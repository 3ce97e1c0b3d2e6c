using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Simulators.Microsoft;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Microsoft;

public sealed class GraphRenameTests : IAsyncLifetime
{
    private const int Members = 8;

    private readonly ManualTime time = new();
    private AccountRig account = null!;
    private SyncRig rig = null!;
    private string clients = "";

    public async Task InitializeAsync()
    {
        account = await AccountRig.StartAsync(time: time);
        rig = await SyncRig.StartAsync(time: time, other: () => (account.Provider, account.Provider.Open(account.TokenAsync)));
        clients = account.Mailbox.AddFolder("Clients");
        account.Mailbox.AddCategory("VIP");
        for (var number = 0; number < 2 * Members; number++)
        {
            var categories = number < Members ? """["VIP"]""" : "[]";
            account.Mailbox.Add(
                GraphRig.Json($$"""{"givenName":"Person","surname":"Number{{number}}","emailAddresses":[{"address":"p{{number}}@example.jp"}],"categories":{{categories}}}"""),
                number < Members ? null : clients);
        }

        await rig.SyncAsync();
        Assert.Equal(["Clients", "VIP"], await LabelsAsync());
    }

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task A_folder_that_is_renamed_there_is_renamed_here_and_no_contact_there_is_written()
    {
        account.Mailbox.RenameFolder(clients, "Customers");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Customers", "VIP"], await LabelsAsync());
        await rig.SyncAsync();
        Assert.DoesNotContain(account.Graph.Calls, call => call.Method == "PATCH");

        await EditOneAsync("Customers");
        await rig.SyncAsync();
        Assert.Equal(["Customers", "VIP"], await LabelsAsync());
        Assert.Equal(["VIP"], Categories());
    }

    [Fact]
    public async Task A_category_that_is_renamed_in_the_mailboxs_list_is_renamed_here_and_on_the_items()
    {
        account.Mailbox.RenameCategory("VIP", "Stars");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Clients", "Stars"], await LabelsAsync());
        Assert.Equal(["Stars"], Categories());
        var calls = account.Graph.Calls.Count(call => call.Method == "PATCH");
        Assert.Equal(Members, calls);
        await rig.SyncAsync();
        Assert.Equal(calls, account.Graph.Calls.Count(call => call.Method == "PATCH"));
    }

    [Fact]
    public async Task A_chosen_category_stays_chosen_under_its_new_name()
    {
        await rig.ChangeAsync(settings => settings with { Groups = ["VIP"] });
        account.Mailbox.RenameCategory("VIP", "Stars");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Contains("Stars", (await rig.Connections.FindAsync(SyncRig.Key, default))!.Connection.Settings.Groups!);
        await EditOneAsync("Stars");
        await rig.SyncAsync();
        Assert.Contains(account.Mailbox.All.Values, item => item["nickName"]?.GetValue<string>() == "edited");
    }

    [Fact]
    public async Task Labels_that_are_renamed_here_rename_the_folder_and_move_from_category_to_category()
    {
        await rig.RelabelAsync("Clients", "Customers");
        await rig.RelabelAsync("VIP", "Stars");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Customers"], account.Mailbox.Folders.Select(folder => folder.Name));
        Assert.Equal(["Stars"], Categories());
        Assert.Equal(["Customers", "Stars"], await LabelsAsync());
        var calls = account.Graph.Calls.Count(call => call.Method == "PATCH");
        await rig.SyncAsync();
        Assert.Equal(calls, account.Graph.Calls.Count(call => call.Method == "PATCH"));
        Assert.Empty(account.Graph.Violations.Keys.Except(["missingETag"], StringComparer.Ordinal));
    }

    /// <summary>Two folders take each other's names, and two categories do; somebody is in a folder and has both categories.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Folders_and_categories_that_take_each_others_names_keep_their_contacts(bool isThere)
    {
        var leads = account.Mailbox.AddFolder("Leads");
        account.Mailbox.AddCategory("Press");
        account.Mailbox.Add(GraphRig.Json("""{"givenName":"Bo","surname":"Both","categories":["Press","VIP"]}"""), leads);
        account.Mailbox.Add(GraphRig.Json("""{"givenName":"Peter","surname":"Press","categories":["Press"]}"""), clients);
        await rig.SyncAsync();
        await (isThere ? Task.Run(() => RenameThere(leads)) : RenameHereAsync());
        var calls = account.Graph.Calls.Count(IsContactPatch);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Clients", "Press", "VIP"], await LabelsOfAsync("Bo"));
        Assert.Equal(["Leads", "VIP"], await LabelsOfAsync("Peter"));
        Assert.Equal(["Leads", "Clients"], account.Mailbox.Folders.Select(folder => folder.Name));
        Assert.Equal(Members, account.Mailbox.All.Values.Count(item => item["categories"]!.ToJsonString() == """["Press"]"""));
        Assert.Equal(Members + 1, account.Graph.Calls.Count(IsContactPatch) - calls);
    }

    private static bool IsContactPatch(GraphCall call) =>
        call.Method == "PATCH" && call.Path.Contains("/contacts/", StringComparison.OrdinalIgnoreCase);

    private void RenameThere(string leads)
    {
        account.Mailbox.RenameFolder(clients, "Leads");
        account.Mailbox.RenameFolder(leads, "Clients");
        account.Mailbox.RenameCategory("VIP", "On its way");
        account.Mailbox.RenameCategory("Press", "VIP");
        account.Mailbox.RenameCategory("On its way", "Press");
    }

    private async Task RenameHereAsync()
    {
        foreach (var (one, other) in new[] { ("Clients", "Leads"), ("VIP", "Press") })
        {
            await rig.RelabelAsync(one, "On its way");
            await rig.RelabelAsync(other, one);
            await rig.RelabelAsync("On its way", other);
        }
    }

    private async Task<IEnumerable<string>> LabelsOfAsync(string given) =>
        (await rig.BookAsync()).Single(contact => contact.Record.Contact.Name.Given == given).Record.Contact.Labels.Order(StringComparer.Ordinal);

    private async Task EditOneAsync(string label) => await rig.EditAsync(
        (await rig.BookAsync()).First(contact => contact.Record.Contact.Labels.Contains(label)).Id.Unique, contact => contact with { Nickname = "edited" });

    private IEnumerable<string> Categories() =>
        account.Mailbox.All.Values.SelectMany(item => item["categories"]!.AsArray().Select(category => category!.GetValue<string>())).Distinct(StringComparer.Ordinal);

    private async Task<IEnumerable<string>> LabelsAsync() =>
        (await rig.BookAsync()).SelectMany(contact => contact.Record.Contact.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
