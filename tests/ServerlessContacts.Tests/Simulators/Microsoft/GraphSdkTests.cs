using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Authentication;

namespace ServerlessContacts.Tests.Simulators.Microsoft;

/// <summary>The genuine SDK as anyone would use it finds the service it knows.</summary>
public sealed class GraphSdkTests : IAsyncLifetime
{
    private GraphRig rig = null!;
    private GraphServiceClient client = null!;

    public async Task InitializeAsync()
    {
        rig = await GraphRig.StartAsync();
        var http = GraphClientFactory.Create();
        http.DefaultRequestHeaders.Authorization = rig.Careful.DefaultRequestHeaders.Authorization;
        http.DefaultRequestHeaders.Add("Prefer", "IdType=\"ImmutableId\"");
        client = new GraphServiceClient(http, new AnonymousAuthenticationProvider(), rig.BaseUrl.ToString());
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task A_contact_is_made_read_changed_and_deleted()
    {
        var made = await client.Me.Contacts.PostAsync(new Contact { GivenName = "Anna", Surname = "Berg", BusinessPhones = ["1", "2"], Birthday = new(1980, 4, 9, 12, 0, 0, TimeSpan.Zero) });
        Assert.Equal("Anna Berg", made!.DisplayName);
        var changed = await client.Me.Contacts[made.Id].PatchAsync(new Contact { Surname = "Lind" });
        Assert.Equal(("Anna Lind", 1980), (changed!.DisplayName, changed.Birthday!.Value.Year));
        Assert.Equal(["1", "2"], (await client.Me.Contacts[made.Id].GetAsync())!.BusinessPhones);
        await client.Me.Contacts[made.Id].DeleteAsync();
        var gone = await Assert.ThrowsAsync<ODataError>(() => client.Me.Contacts[made.Id].GetAsync());
        Assert.Equal((404, "ErrorItemNotFound"), (gone.ResponseStatusCode, gone.Error?.Code));
    }

    [Fact]
    public async Task All_pages_of_a_folders_changes_are_read()
    {
        for (var number = 0; number < 25; number++)
        {
            rig.Mailbox.Add(GraphRig.Json($$"""{"displayName":"{{number}}"}"""));
        }

        var folder = (await client.Me.Contacts.GetAsync())!.Value![0].ParentFolderId;
        var delta = client.Me.ContactFolders[folder].Contacts.Delta;
        var page = await delta.GetAsDeltaGetResponseAsync();
        var names = page!.Value!.Select(contact => contact.DisplayName).ToList();
        while (page.OdataNextLink is { } next)
        {
            page = await delta.WithUrl(next).GetAsDeltaGetResponseAsync();
            names.AddRange(page!.Value!.Select(contact => contact.DisplayName));
        }

        Assert.Equal(25, names.Distinct(StringComparer.Ordinal).Count());
        var removed = rig.Mailbox.All.Keys.First();
        rig.Mailbox.Delete(removed);
        var change = Assert.Single((await delta.WithUrl(page.OdataDeltaLink!).GetAsDeltaGetResponseAsync())!.Value!);
        Assert.Equal(removed, change.Id);
        Assert.True(change.AdditionalData.ContainsKey("@removed"));
    }

    [Fact]
    public async Task The_account_its_folders_and_its_categories_are_there()
    {
        rig.Mailbox.AddFolder("Clients");
        rig.Mailbox.AddCategory("VIP");
        Assert.Equal("anna@contoso.example", (await client.Me.GetAsync())!.Mail);
        Assert.Equal("Clients", (await client.Me.ContactFolders.GetAsync())!.Value!.Single().DisplayName);
        Assert.Equal("VIP", (await client.Me.Outlook.MasterCategories.GetAsync())!.Value!.Single().DisplayName);
    }
}
