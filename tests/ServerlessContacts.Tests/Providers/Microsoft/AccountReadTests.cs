using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Providers.Microsoft;

public sealed class AccountReadTests : IAsyncLifetime
{
    private AccountRig rig = null!;

    public async Task InitializeAsync() => rig = await AccountRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task An_account_says_whose_it_is() => Assert.Equal("anna@contoso.example", await rig.Account.IdentityAsync(CancellationToken.None));

    [Fact]
    public async Task Folders_and_categories_can_be_chosen()
    {
        var clients = rig.Mailbox.AddFolder("Clients");
        var inner = rig.Mailbox.AddFolder("Inner", clients);
        rig.Mailbox.AddCategory("VIP");
        Assert.Equal(
            [new ProviderGroup(clients, "Clients"), new ProviderGroup(inner, "Inner"), new ProviderGroup("VIP", "VIP") { Key = $"category:{rig.Mailbox.IdOfCategory("VIP")}" }],
            await rig.Account.GroupsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_item_names_its_folder_its_categories_and_its_time()
    {
        var item = await rig.ItemAsync("""{"displayName":"Anna","categories":["VIP"]}""");
        Assert.Equal(["VIP", rig.Mailbox.DefaultFolder], item.Groups);
        Assert.Equal($"W/\"{rig.Mailbox.All[item.Id]["changeKey"]}\"", item.ETag);
        Assert.Equal(rig.Mailbox.All[item.Id]["lastModifiedDateTime"]!.GetValue<string>(), item.Updated?.ToString("yyyy-MM-ddTHH:mm:ssZ"));
        Assert.Null(item.ClientKey);
        Assert.Null(await rig.Account.FindAsync("AAkALgNobody", CancellationToken.None));
    }

    [Fact]
    public async Task A_picture_comes_with_its_type_and_may_be_missing()
    {
        var item = await rig.ItemAsync("""{"displayName":"Anna"}""");
        Assert.Null(await rig.Account.PhotoAsync(item, CancellationToken.None));

        rig.Mailbox.SetPhoto(item.Id, [1, 2, 3], "image/png");
        var photo = await rig.Account.PhotoAsync(item, CancellationToken.None);
        Assert.Equal([1, 2, 3], photo!.Bytes.ToArray());
        Assert.Equal("image/png", photo.ContentType);
    }

    [Fact]
    public async Task A_picture_above_four_mebibytes_is_refused()
    {
        var item = await rig.ItemAsync("""{"displayName":"Anna"}""");
        rig.Mailbox.SetPhoto(item.Id, new byte[4 * 1024 * 1024], "image/png");
        Assert.Equal(4 * 1024 * 1024, (await rig.Account.PhotoAsync(item, CancellationToken.None))!.Bytes.Length);
        rig.Mailbox.SetPhoto(item.Id, new byte[(4 * 1024 * 1024) + 1], "image/png");
        Assert.Equal(ProviderFault.Rejected, (await rig.FailureAsync(account => account.PhotoAsync(item, CancellationToken.None))).Fault);
    }

    [Fact]
    public async Task Ids_that_change_on_a_move_are_never_asked_for()
    {
        var item = await rig.CreateAsync(new Contact { Nickname = "A" });
        await rig.Account.UpdateAsync(item, new Contact { Nickname = "B" }, CancellationToken.None);
        await rig.RunAsync();
        await rig.Account.PhotoAsync(item, CancellationToken.None);
        await rig.Account.DeleteAsync(item, CancellationToken.None);
        Assert.Empty(rig.Graph.Violations);
    }
}
