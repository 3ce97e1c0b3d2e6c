using System.Net;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class FavoriteTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task A_favourite_is_its_members_own_and_needs_no_version()
    {
        var shared = await ShareAsync(Named("Shared"));
        var personal = await CreateAsync(Tenant.Anna, Named("Personal"));
        await CreateAsync(Tenant.Anna, Named("Other"));
        foreach (var contact in new[] { shared, personal, shared })
        {
            (await Tenant.Anna.SendAsync(HttpMethod.Put, $"{Path(contact)}/favorite")).Is(HttpStatusCode.NoContent);
        }

        var favorites = await GetAsync(Tenant.Anna, "contacts?view=favorites");
        Assert.Equal([personal.Text("id"), shared.Text("id")], favorites.Ids());
        Assert.Equal(2, favorites.Number("total"));
        Assert.Equal(0, (await GetAsync(Tenant.Ben, "contacts?view=favorites")).Number("total"));
        (await Tenant.Anna.DeleteAsync($"{Path(shared)}/favorite")).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.DeleteAsync($"{Path(shared)}/favorite")).Is(HttpStatusCode.NoContent);
        Assert.Equal([personal.Text("id")], (await GetAsync(Tenant.Anna, "contacts?view=favorites")).Ids());
    }

    [Fact]
    public async Task A_deleted_contact_is_no_favourite()
    {
        var contact = await CreateAsync(Tenant.Anna, Named("A"));
        (await Tenant.Anna.SendAsync(HttpMethod.Put, $"{Path(contact)}/favorite")).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.DeleteAsync(Path(contact), contact.Text("etag"))).Is(HttpStatusCode.NoContent);
        Assert.Equal(0, (await GetAsync(Tenant.Anna, "contacts?view=favorites")).Number("total"));
    }

    [Fact]
    public async Task An_application_has_no_favourites()
    {
        var contact = await ShareAsync(Named("A"));
        var application = await Tenant.WithNewKeyAsync(Permission.ContactsRead, Permission.ContactsSharedWrite, Permission.ContactsAdmin);
        (await application.SendAsync(HttpMethod.Put, $"{Path(contact)}/favorite")).Problem(403, "permission-missing");
        Assert.Equal(0, (await GetAsync(application, "contacts?view=favorites")).Number("total"));
    }
}
