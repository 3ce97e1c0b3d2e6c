using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.EndToEnd.Api;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>A connection is its owner's; an administrator reaches it by naming them, but never signs in for them.</summary>
public sealed class ConnectionWallTests(ApiFixture fixture) : ConnectionTest(fixture)
{
    [Fact]
    public async Task Nobody_else_reaches_a_connection()
    {
        var connection = await ConnectAsync(Tenant.Anna);
        var elsewhere = await Host.NewTenantAsync();
        foreach (var caller in new[] { Tenant.Ben, Tenant.Manager, Tenant.Administrator, elsewhere.Anna, elsewhere.Administrator })
        {
            (await caller.GetAsync(Place(connection))).Problem(404, "not-found");
            (await caller.PatchAsync(Place(connection), Json("""{ "direction": "oneWay" }"""), "*")).Problem(404, "not-found");
            (await caller.DeleteAsync(Place(connection), "*")).Problem(404, "not-found");
            (await AuthorizeAsync(caller, connection)).Problem(404, "not-found");
            foreach (var wish in new[] { "preview", "start", "refresh" })
            {
                (await caller.PostAsync($"{Place(connection)}/{wish}")).Problem(404, "not-found");
            }

            (await caller.PostAsync($"{Place(connection)}/resume", Json("""{ "decision": "apply" }"""))).Problem(404, "not-found");
            (await caller.GetAsync($"{Place(connection)}/runs")).Problem(404, "not-found");
            (await AuthorizeAsync(caller, connection, Json("""{ "code": "c", "state": "s" }"""))).Problem(404, "not-found");
            Assert.Equal(0, (await GetAsync(caller, "connections")).Number("total"));
        }

        Assert.Equal(Known(connection), Known(await GetAsync(Tenant.Anna, Place(connection))));
    }

    [Fact]
    public async Task An_administrator_sees_and_settles_it_by_naming_the_owner()
    {
        var connection = await ConnectAsync(Tenant.Anna);
        Assert.Equal([connection.Text("id")], (await GetAsync(Tenant.Administrator, "connections?owner=anna")).Ids());
        Assert.Equal("anna", (await GetAsync(Tenant.Administrator, $"{Place(connection)}?owner=anna")).Text("owner"));
        var patched = (await Tenant.Administrator.PatchAsync($"{Place(connection)}?owner=anna", Json("""{ "direction": "oneWay" }"""), connection.Text("etag"))).Json();
        Assert.Equal("oneWay", patched["settings"]!.Text("direction"));
        (await Tenant.Administrator.DeleteAsync($"{Place(connection)}?owner=anna", patched.Text("etag"))).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.GetAsync(Place(connection))).Problem(404, "not-found");
    }

    [Fact]
    public async Task Nobody_signs_in_for_another()
    {
        var connection = await BeginAsync(Tenant.Anna);
        var answer = await ConsentAsync(connection);
        (await Tenant.Administrator.PostAsync("connections?owner=anna", Json("""{ "provider": "google" }"""))).Problem(403, "owner-only");
        (await Tenant.Administrator.PostAsync($"{Place(connection)}/authorize?owner=anna")).Problem(403, "owner-only");
        (await Tenant.Administrator.PostAsync($"{Place(connection)}/authorize?owner=anna", answer.DeepClone())).Problem(403, "owner-only");
        (await AuthorizeAsync(Tenant.Anna, connection, answer)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(BuiltInRole.Member)]
    [InlineData(BuiltInRole.Manager)]
    public async Task Naming_another_owner_is_the_administrators(string role)
    {
        var connection = await BeginAsync(Tenant.Anna);
        foreach (var path in new[] { "connections?owner=anna", $"{Place(connection)}?owner=anna" })
        {
            Assert.Equal(Permission.ConnectionsAdmin, (await Tenant.As("curious", role).GetAsync(path)).Problem(403, "permission-missing").Text("permission"));
        }
    }

    [Fact]
    public async Task An_application_has_no_connections()
    {
        var key = await Tenant.WithNewKeyAsync([.. KeyScopes.Grantable]);
        foreach (var application in new[] { key, Tenant.As("robot", BuiltInRole.Application) })
        {
            (await application.GetAsync("connections")).Problem(403, "permission-missing");
            (await application.PostAsync("connections", Json("""{ "provider": "google" }"""))).Problem(403, "permission-missing");
        }
    }

    [Fact]
    public async Task Settings_are_changed_by_who_saw_the_newest()
    {
        var connection = await ConnectAsync(Tenant.Anna);
        var nested = await Tenant.Anna.PatchAsync(Place(connection), Json("""{ "settings": { "visibility": "everyone", "brake": { "atLeast": 9 } } }"""), connection.Text("etag"));
        Assert.Equal(("review", 9), (nested.Json()["settings"]!.Text("deletePolicy"), nested.Json()["settings"]!["brake"]!.Number("atLeast")));
        Assert.Equal(nested.ETag, nested.Json().Text("etag"));
        (await Tenant.Anna.PatchAsync(Place(connection), Json("""{ "direction": "oneWay" }"""), connection.Text("etag"))).Problem(412, "precondition-failed");
        (await Tenant.Anna.PatchAsync(Place(connection), Json("""{ "direction": "oneWay" }"""), null)).Problem(428, "precondition-required");
        var flat = (await Tenant.Anna.PatchAsync(Place(connection), Json("""{ "direction": "oneWay", "visibility": null }"""), nested.ETag)).Json();
        Assert.Equal(("oneWay", "owner", "delete"), (flat["settings"]!.Text("direction"), flat["settings"]!.Text("visibility"), flat["settings"]!.Text("deletePolicy")));
        (await Tenant.Anna.PatchAsync(Place(connection), Json("""{ "settings": { "conflictRule": "loudest" } }"""), "*")).Problem(400, "invalid", "settings.conflictRule");
        (await Tenant.Anna.PatchAsync(Place(connection), Json("""{ "settings": null }"""), "*")).Problem(400, "invalid", "settings");
    }

    [Fact]
    public async Task A_whole_connection_can_be_sent_back()
    {
        var connection = await ConnectAsync(Tenant.Anna);
        connection["settings"]!["conflictRule"] = "local";
        var patched = (await Tenant.Anna.PatchAsync(Place(connection), connection, connection.Text("etag"))).Json();
        Assert.Equal("local", patched["settings"]!.Text("conflictRule"));
        Assert.True(JsonNode.DeepEquals(connection["statistics"], patched["statistics"]));
    }
}
