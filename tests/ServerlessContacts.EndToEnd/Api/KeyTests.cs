using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class KeyTests(ApiFixture fixture) : ApiTest(fixture)
{
    /// <summary>What each scope opens.</summary>
    public static TheoryData<string, string> Openings => new()
    {
        { Permission.ContactsRead, "contacts" },
        { Permission.ContactsRead, "contacts?view=deleted" },
        { Permission.Search, "search?q=a" },
        { Permission.Lookup, "lookup?number=0312345678" },
        { Permission.ChangesRead, "changes" },
        { Permission.TenantRead, "tenant" },
        { Permission.ImportsRead, "imports" },
    };

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task A_key_opens_what_it_is_scoped_to_and_nothing_else(string scope, string path)
    {
        (await (await Tenant.WithNewKeyAsync(scope)).GetAsync(path)).Is(HttpStatusCode.OK);
        var others = KeyScopes.Grantable.Except([scope]).ToArray();
        Assert.Equal(scope, (await (await Tenant.WithNewKeyAsync(others)).GetAsync(path)).Problem(403, "permission-missing").Text("permission"));
    }

    [Theory]
    [InlineData(Permission.ContactsSharedEdit, 403, 200, 403)]
    [InlineData(Permission.ContactsSharedWrite, 201, 200, 403)]
    [InlineData(Permission.ContactsSharedDelete, 403, 403, 204)]
    [InlineData(Permission.ContactsAdmin, 403, 403, 403)]
    public async Task A_key_edits_what_it_is_scoped_to(string scope, int create, int edit, int delete)
    {
        var contact = await ShareAsync(Named("A"));
        var application = await Tenant.WithNewKeyAsync(Permission.ContactsRead, scope);
        var shared = Named("B");
        shared["scope"] = "shared";
        Assert.Equal(create, (int)(await application.PostAsync("contacts", shared)).Status);
        Assert.Equal(edit, (int)(await application.PatchAsync(Path(contact), Json("""{ "role": "r" }"""), "*")).Status);
        Assert.Equal(delete, (int)(await application.DeleteAsync(Path(contact), "*")).Status);
    }

    [Fact]
    public async Task The_secret_is_shown_when_it_is_made_and_never_again()
    {
        var (id, secret) = await Tenant.NewKeyAsync(Permission.Search);
        var list = await Tenant.Administrator.GetAsync("keys");
        var listed = Assert.Single(list.Json().List("items"));
        Assert.Equal(id, listed.Text("id"));
        Assert.Equal("member:admin", listed.Text("createdBy"));
        Assert.False(listed.ContainsKey("key"));
        Assert.DoesNotContain(secret.Split('_')[^1][..20], list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Host.Log.Events, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_rotation_the_old_secret_works_beside_the_new_one_and_the_one_before_not()
    {
        var (id, first) = await Tenant.NewKeyAsync(Permission.Search);
        var second = (await Tenant.Administrator.PostAsync($"keys/{id}/rotate")).Json().Text("key");
        Assert.NotEqual(first, second);
        await GetAsync(Host.WithKey(first), "search?q=a");
        await GetAsync(Host.WithKey(second), "search?q=a");
        var third = (await Tenant.Administrator.PostAsync($"keys/{id}/rotate")).Json().Text("key");
        Assert.Equal("key-unknown", (await Host.WithKey(first).GetAsync("search?q=a")).Problem(401, "unauthenticated").Text("code"));
        await GetAsync(Host.WithKey(second), "search?q=a");
        await GetAsync(Host.WithKey(third), "search?q=a");
        (await Tenant.Administrator.PostAsync("keys/nobody/rotate")).Problem(404, "not-found");
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var (id, secret) = await Tenant.NewKeyAsync(Permission.Search);
        await GetAsync(Host.WithKey(secret), "search?q=a");
        (await Tenant.Administrator.DeleteAsync($"keys/{id}")).Is(HttpStatusCode.NoContent);
        Assert.Equal("key-revoked", (await Host.WithKey(secret).GetAsync("search?q=a")).Problem(401, "unauthenticated").Text("code"));
        Assert.NotNull((await GetAsync(Tenant.Administrator, "keys")).List("items").Single()["revoked"]);
        (await Tenant.Administrator.PostAsync($"keys/{id}/rotate")).Problem(404, "not-found");
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        var key = (await Tenant.Administrator.PostAsync("keys", Json("""{ "name": "old", "scopes": ["search"], "expires": "2020-01-01T00:00:00Z" }"""))).Json(HttpStatusCode.Created);
        Assert.Equal("key-expired", (await Host.WithKey(key.Text("key")).GetAsync("search?q=a")).Problem(401, "unauthenticated").Text("code"));
    }

    [Theory]
    [InlineData("""{ "scopes": ["search"] }""", "name")]
    [InlineData("""{ "name": "a" }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": [] }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": ["everything"] }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": ["search", "keys.manage"] }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": ["roles.manage"] }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": ["tenant.manage"] }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": [5] }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": ["search"], "expires": "soon" }""", "expires")]
    public async Task A_key_that_cannot_be_given_is_refused(string body, string field) =>
        (await Tenant.Administrator.PostAsync("keys", Json(body))).Problem(400, "invalid", field);

    [Fact]
    public async Task Only_administrators_manage_keys()
    {
        var (id, _) = await Tenant.NewKeyAsync(Permission.Search);
        foreach (var caller in new[] { Tenant.Anna, Tenant.Manager, await Tenant.WithNewKeyAsync([.. KeyScopes.Grantable]) })
        {
            (await caller.GetAsync("keys")).Problem(403, "permission-missing");
            (await caller.PostAsync("keys", Json("""{ "name": "a", "scopes": ["search"] }"""))).Problem(403, "permission-missing");
            (await caller.PostAsync($"keys/{id}/rotate")).Problem(403, "permission-missing");
            (await caller.DeleteAsync($"keys/{id}")).Problem(403, "permission-missing");
        }
    }

    [Fact]
    public async Task Keys_are_listed_newest_first_in_pages()
    {
        for (var i = 0; i < 3; i++)
        {
            await Tenant.NewKeyAsync(Permission.Search);
        }

        List<JsonObject> keys = await AllPagesAsync(Tenant.Administrator, "keys?pageSize=2");
        Assert.Equal(3, keys.Count);
        var made = keys.Select(key => (DateTimeOffset)key["created"]!).ToList();
        Assert.Equal(made.OrderDescending(), made);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_key_whose_secret_is_shown_once()
    {
        var wanted = new JsonObject { ["name"] = "a test", ["scopes"] = new JsonArray(Permission.TenantRead) };
        var first = (await Tenant.Administrator.PostAsync("keys", wanted.DeepClone(), ("Idempotency-Key", "k1"))).Json(HttpStatusCode.Created);
        var again = (await Tenant.Administrator.PostAsync("keys", wanted.DeepClone(), ("Idempotency-Key", "k1"))).Json(HttpStatusCode.Created);
        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Equal((true, null), ((bool?)again["secretShown"], again["key"]));
        (await Host.WithKey(first.Text("key")).GetAsync("tenant")).Is(HttpStatusCode.OK);
        wanted["name"] = "another";
        (await Tenant.Administrator.PostAsync("keys", wanted, ("Idempotency-Key", "k1"))).Problem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_repeated_rotation_leaves_the_secret_that_is_in_use_its_overlap()
    {
        var (id, secret) = await Tenant.NewKeyAsync(Permission.TenantRead);
        var first = (await Tenant.Administrator.PostAsync($"keys/{id}/rotate", null, ("Idempotency-Key", "r1"))).Json();
        var again = (await Tenant.Administrator.PostAsync($"keys/{id}/rotate", null, ("Idempotency-Key", "r1"))).Json();
        Assert.Equal((true, null), ((bool?)again["secretShown"], again["key"]));
        (await Host.WithKey(secret).GetAsync("tenant")).Is(HttpStatusCode.OK);
        (await Host.WithKey(first.Text("key")).GetAsync("tenant")).Is(HttpStatusCode.OK);
    }
}
