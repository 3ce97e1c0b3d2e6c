using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>A personal contact is seen by its owner only, and by the administrator who names the owner.</summary>
public sealed class OwnerWallTests(ApiFixture fixture) : ApiTest(fixture)
{
    private const string Secret = "Secretaria";

    [Fact]
    public async Task Nobody_else_sees_a_personal_contact_by_any_way()
    {
        var contact = await AnnasAsync();
        var deleted = await AnnasAsync();
        await Tenant.Anna.DeleteAsync(Path(deleted), "*");
        var application = await Tenant.WithNewKeyAsync([.. KeyScopes.Grantable]);
        foreach (var caller in new[] { Tenant.Ben, Tenant.Manager, Tenant.Administrator, application })
        {
            await NotByIdAsync(caller, contact);
            (await caller.PostAsync($"{Path(deleted)}/restore")).Problem(404, "not-found");
            await NotByQueryAsync(caller);
        }

        Assert.Equal(contact.ToJsonString(), (await GetAsync(Tenant.Anna, Path(contact))).ToJsonString());
    }

    [Fact]
    public async Task An_administrator_reaches_it_by_naming_the_owner()
    {
        var contact = await AnnasAsync();
        var application = await Tenant.WithNewKeyAsync([.. KeyScopes.Grantable]);
        foreach (var caller in new[] { Tenant.Administrator, application })
        {
            Assert.Equal(contact.ToJsonString(), (await GetAsync(caller, $"{Path(contact)}?owner=anna")).ToJsonString());
            Assert.Equal(1, (await GetAsync(caller, $"search?q={Secret}&owner=anna")).Number("total"));
            Assert.Equal([contact.Text("id")], (await GetAsync(caller, "contacts?scope=personal&owner=anna")).Ids());
            Assert.Equal(contact.Text("id"), (await GetAsync(caller, "lookup?number=0312345678&owner=anna"))["match"]!.Text("id"));
            Assert.Contains(contact.Text("id"), (await GetAsync(caller, "changes?owner=anna")).Ids());
            contact = (await caller.PatchAsync($"{Path(contact)}?owner=anna", Json($$"""{ "notes": "{{Guid.NewGuid()}}" }"""), contact.Text("etag"))).Json();
        }

        (await Tenant.Administrator.DeleteAsync($"{Path(contact)}?owner=anna", contact.Text("etag"))).Is(HttpStatusCode.NoContent);
        (await Tenant.Administrator.PostAsync($"{Path(contact)}/restore?owner=anna")).Is(HttpStatusCode.OK);
        var made = (await Tenant.Administrator.PostAsync("contacts?owner=anna", Named("For Anna"))).Json(HttpStatusCode.Created);
        Assert.Equal("anna", (await GetAsync(Tenant.Anna, Path(made))).Text("owner"));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("%00")]
    [InlineData("anna&owner=ben")]
    public async Task An_owner_who_is_not_there_is_not_found(string owner)
    {
        await AnnasAsync();
        (await Tenant.Administrator.GetAsync($"contacts?owner={owner}")).Problem(404, "not-found");
    }

    [Fact]
    public async Task Naming_another_owner_is_the_administrators()
    {
        await AnnasAsync();
        foreach (var caller in new[] { Tenant.Ben, Tenant.Manager, await Tenant.WithNewKeyAsync(Permission.ContactsRead, Permission.Search) })
        {
            foreach (var owner in new[] { "anna", "nobody" })
            {
                (await caller.GetAsync($"search?q={Secret}&owner={owner}")).Problem(403, "permission-missing");
            }
        }

        Assert.Equal(1, (await GetAsync(Tenant.Anna, $"search?q={Secret}&owner=anna")).Number("total"));
    }

    private static async Task NotByIdAsync(ApiClient caller, JsonObject contact)
    {
        var path = Path(contact);
        ApiAnswer[] answers =
        [
            await caller.GetAsync(path),
            await caller.PatchAsync(path, Named("Mine"), "*"),
            await caller.DeleteAsync(path, "*"),
            await caller.PostAsync($"{path}/restore"),
            await caller.GetAsync($"{path}/photo"),
            await caller.PutAsync($"{path}/photo", PhotoTests.Png),
            await caller.DeleteAsync($"{path}/photo", "*"),
        ];
        Assert.All(answers, answer => answer.Problem(404, "not-found"));
        Assert.Contains((int)(await caller.SendAsync(HttpMethod.Put, $"{path}/favorite")).Status, new[] { 403, 404 });
    }

    private static async Task NotByQueryAsync(ApiClient caller)
    {
        Assert.Equal(0, (await GetAsync(caller, $"search?q={Secret}")).Number("total"));
        Assert.Null((await GetAsync(caller, "lookup?number=0312345678"))["match"]);
        Assert.Equal(0, (await GetAsync(caller, "contacts?scope=personal")).Number("total"));
        foreach (var path in new[] { "contacts?pageSize=1000", "contacts?view=deleted", "search?q=&limit=1000", "changes?limit=1000" })
        {
            Assert.DoesNotContain(Secret, (await caller.GetAsync(path)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        }
    }

    private Task<JsonObject> AnnasAsync() => CreateAsync(Tenant.Anna, Json($$"""{ "name": { "full": "{{Secret}}" }, "phones": [{ "number": "03-1234-5678" }] }"""));
}
