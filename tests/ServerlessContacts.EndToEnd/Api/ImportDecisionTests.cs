using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.EndToEnd.LocalHost;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>Imports that are planned, applied and taken back over HTTP, and who may.</summary>
public sealed class ImportDecisionTests(ApiFixture fixture) : ApiTest(fixture)
{
    private const string Rows = "name,email,title\nAda Winter,ada@example.com,Chief\nBob Summer,bob@example.com,Clerk\n";

    [Fact]
    public async Task A_plan_is_looked_at_page_by_page_applied_and_taken_back()
    {
        var plan = await EndAsync(Tenant.Manager, await SendAsync(Tenant.Manager, "?dryRun=true", Rows));
        Assert.Equal(("done", true, 2), (plan.Text("status"), (bool)plan["dryRun"]!, (int)plan["rows"]!["created"]!));
        Assert.Equal(0, (int)(await GetAsync(Tenant.Anna, "search?q=winter"))["total"]!);
        var items = await AllPagesAsync(Tenant.Manager, $"imports/{plan.Text("id")}/plan?pageSize=1");
        Assert.Equal([("create", "Ada Winter", 2), ("create", "Bob Summer", 3)], items.Select(item => (item.Text("change"), item.Text("name"), (int)item["line"]!)));

        var applied = (await Tenant.Manager.PostAsync($"imports/{plan.Text("id")}/apply")).Json(HttpStatusCode.Accepted);
        Assert.Equal(plan.Text("id"), applied.Text("id"));
        Assert.Equal(2, (int)(await EndAsync(Tenant.Manager, plan.Text("id")))["rows"]!["created"]!);
        var found = (await GetAsync(Tenant.Anna, "search?q=winter"))["sections"]![0]!["items"]![0]!;
        Assert.Equal(items[0].Text("contact"), (string?)found["id"]);

        await PatchAsync(Tenant.Anna, items[1].Text("contact"), new JsonObject { ["role"] = "Buyer" });
        var answer = await Tenant.Manager.PostAsync($"imports/{plan.Text("id")}/undo");
        var undo = await EndAsync(Tenant.Manager, answer.Json(HttpStatusCode.Accepted).Text("id"));
        Assert.Equal($"/api/imports/{undo.Text("id")}", answer.Headers["Location"]);
        Assert.Equal((1, 1, plan.Text("id")), ((int)undo["rows"]!["deleted"]!, (int)undo["rows"]!["unchanged"]!, undo.Text("undoes")));
        Assert.Equal("undone", (await GetAsync(Tenant.Manager, $"imports/{plan.Text("id")}")).Text("status"));
        var kept = Assert.Single((await GetAsync(Tenant.Manager, $"imports/{undo.Text("id")}/report")).List("items"));
        Assert.Equal(("changed-since", "Bob Summer", "role", "member:anna"), (kept.Text("reason"), kept.Text("name"), kept.Text("field"), kept.Text("by")));
        Assert.Contains(items[0].Text("contact"), (await GetAsync(Tenant.Manager, "contacts?view=deleted")).List("items").Select(item => item.Text("id")));

        var redo = (await Tenant.Manager.PostAsync($"imports/{undo.Text("id")}/undo")).Json(HttpStatusCode.Accepted).Text("id");
        await EndAsync(Tenant.Manager, redo);
        Assert.Equal("done", (await GetAsync(Tenant.Manager, $"imports/{plan.Text("id")}")).Text("status"));
        Assert.Equal("Ada Winter", (await GetAsync(Tenant.Anna, $"contacts/{items[0].Text("contact")}"))["name"]!.AsObject().Text("full"));
    }

    [Fact]
    public async Task A_replacement_that_would_empty_a_folder_waits_and_goes_on_when_told()
    {
        var rows = "name,email\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"Staff {i},s{i}@example.com\n"));
        await EndAsync(Tenant.Manager, await SendAsync(Tenant.Manager, "?folder=staff", rows));
        var stopped = await EndAsync(Tenant.Manager, await SendAsync(Tenant.Manager, "?folder=staff&mode=replace", "name,email\nStaff 0,s0@example.com\n"));
        Assert.Equal(("waiting", "brake", 9), (stopped.Text("status"), stopped["problem"]!.AsObject().Text("code"), (int)stopped["planned"]!["deleted"]!));
        Assert.Equal(9, (await AllPagesAsync(Tenant.Manager, $"imports/{stopped.Text("id")}/plan?pageSize=4")).Count(item => item.Text("change") == "delete"));
        (await Tenant.Manager.PostAsync($"imports/{stopped.Text("id")}/apply")).Is(HttpStatusCode.Accepted);
        Assert.Equal(9, (int)(await EndAsync(Tenant.Manager, stopped.Text("id")))["rows"]!["deleted"]!);
        Assert.Equal(9, (int)(await GetAsync(Tenant.Manager, "contacts?view=deleted"))["total"]!);
    }

    [Fact]
    public async Task A_member_plans_applies_and_takes_back_imports_of_their_own_contacts_and_nobody_elses()
    {
        var own = await EndAsync(Tenant.Anna, await SendAsync(Tenant.Anna, "?scope=personal&dryRun=true", Rows));
        foreach (var path in new[] { "plan", "report" })
        {
            (await Tenant.Anna.GetAsync($"imports/{own.Text("id")}/{path}")).Is(HttpStatusCode.OK);
            (await Tenant.Ben.GetAsync($"imports/{own.Text("id")}/{path}")).Problem(404, "not-found");
            (await Tenant.Manager.GetAsync($"imports/{own.Text("id")}/{path}")).Problem(404, "not-found");
        }

        foreach (var decision in new[] { "apply", "undo" })
        {
            (await Tenant.Ben.PostAsync($"imports/{own.Text("id")}/{decision}")).Problem(404, "not-found");
            (await Tenant.Manager.PostAsync($"imports/{own.Text("id")}/{decision}")).Problem(404, "not-found");
        }

        (await Tenant.Anna.PostAsync($"imports/{own.Text("id")}/apply")).Is(HttpStatusCode.Accepted);
        await EndAsync(Tenant.Anna, own.Text("id"));
        Assert.Equal(2, (int)(await GetAsync(Tenant.Anna, "contacts?scope=personal"))["total"]!);
        Assert.Equal(0, (int)(await GetAsync(Tenant.Ben, "contacts?scope=personal"))["total"]!);
        await EndAsync(Tenant.Administrator, (await Tenant.Administrator.PostAsync($"imports/{own.Text("id")}/undo")).Json(HttpStatusCode.Accepted).Text("id"));
        Assert.Equal(0, (int)(await GetAsync(Tenant.Anna, "contacts?scope=personal"))["total"]!);
    }

    [Fact]
    public async Task Members_and_readers_neither_see_nor_decide_imports_of_shared_contacts()
    {
        var import = (await EndAsync(Tenant.Manager, await SendAsync(Tenant.Manager, "", Rows))).Text("id");
        var reader = await Tenant.WithNewKeyAsync(Permission.ImportsRead);
        var stranger = await Tenant.WithNewKeyAsync(Permission.Search);
        foreach (var path in new[] { "plan", "report" })
        {
            (await Tenant.Anna.GetAsync($"imports/{import}/{path}")).Problem(404, "not-found");
            (await reader.GetAsync($"imports/{import}/{path}")).Problem(404, "not-found");
            (await stranger.GetAsync($"imports/{import}/{path}")).Problem(403, "permission-missing");
        }

        foreach (var decision in new[] { "apply", "undo" })
        {
            (await Tenant.Anna.PostAsync($"imports/{import}/{decision}")).Problem(404, "not-found");
            (await reader.PostAsync($"imports/{import}/{decision}")).Problem(404, "not-found");
            (await stranger.PostAsync($"imports/{import}/{decision}")).Problem(403, "permission-missing");
        }

        (await Tenant.Manager.PostAsync($"imports/{import}/apply")).Problem(409, "nothing-to-apply");
        Assert.Equal(2, (int)(await GetAsync(Tenant.Anna, "contacts?scope=shared"))["total"]!);
    }

    [Fact]
    public async Task A_key_that_may_only_read_imports_of_its_owner_decides_nothing()
    {
        var own = await EndAsync(Tenant.Anna, await SendAsync(Tenant.Anna, "?scope=personal", Rows));
        var key = await Tenant.WithNewKeyAsync(Permission.ImportsRead, Permission.ContactsAdmin);
        (await key.PostAsync($"imports/{own.Text("id")}/undo")).Problem(403, "permission-missing");
        Assert.Equal("done", (await GetAsync(Tenant.Anna, $"imports/{own.Text("id")}")).Text("status"));
    }

    [Fact]
    public async Task Where_a_value_came_from_names_file_row_and_time()
    {
        var import = await EndAsync(Tenant.Manager, await SendAsync(Tenant.Manager, "?fileName=staff.csv", Rows));
        var contact = (await GetAsync(Tenant.Anna, "search?q=summer"))["sections"]![0]!["items"]![0]!.AsObject().Text("id");
        await PatchAsync(Tenant.Anna, contact, new JsonObject { ["role"] = "Buyer" });
        var provenance = (await GetAsync(Tenant.Anna, $"contacts/{contact}?include=provenance"))["provenance"]!;
        var name = provenance["name"]!.AsObject();
        Assert.Equal(("staff.csv", 3, import.Text("id"), $"import:{import.Text("id")}#3"), (name.Text("file"), (int)name["row"]!, name.Text("import"), name.Text("source")));
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange((DateTimeOffset)name["at"]!, now.AddMinutes(-5), now);
        Assert.Equal(["source", "at"], provenance["role"]!.AsObject().Select(field => field.Key));
    }

    /// <summary>One letter beyond ASCII says next to nothing of an encoding.</summary>
    [Fact]
    public async Task A_file_whose_encoding_is_not_sure_waits_until_somebody_names_it()
    {
        using var content = new ByteArrayContent([.. "name,email\n"u8, 0xC4, .. ",ae@example.com\n"u8]);
        var id = (await Tenant.Manager.SendAsync(HttpMethod.Post, "imports?fileName=a.csv", content)).Json(HttpStatusCode.Created).Text("id");
        var waiting = await EndAsync(Tenant.Manager, id);
        Assert.Equal(("waiting", "encoding-unsure"), (waiting.Text("status"), waiting["problem"]!.AsObject().Text("code")));
        Assert.Equal(0, (await GetAsync(Tenant.Anna, "contacts?scope=shared")).Number("total"));
        (await Tenant.Anna.PostAsync($"imports/{id}/apply", Json("""{ "encoding": "windows-1252" }"""))).Problem(404, "not-found");
        (await Tenant.Manager.PostAsync($"imports/{id}/apply", Json("""{ "encoding": 1 }"""))).Problem(400, "invalid", "encoding");
        (await Tenant.Manager.PostAsync($"imports/{id}/apply", Json("""{ "encoding": "windows-1252" }"""))).Is(HttpStatusCode.Accepted);
        Assert.Equal(("done", "windows-1252"), ((await EndAsync(Tenant.Manager, id)).Text("status"), (await GetAsync(Tenant.Manager, $"imports/{id}")).Text("encoding")));
        Assert.Equal("Ä", (await GetAsync(Tenant.Anna, "contacts?scope=shared"))["items"]![0]!["name"]!.AsObject().Text("full"));
    }

    private static async Task<string> SendAsync(ApiClient caller, string query, string rows)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(rows));
        return (await caller.SendAsync(HttpMethod.Post, $"imports{query}", content)).Json(HttpStatusCode.Created).Text("id");
    }

    private static async Task<JsonObject> EndAsync(ApiClient caller, string import)
    {
        await StorageHost.UntilAsync(async () => (await caller.GetAsync($"imports/{import}")).Json().Text("status") is not ("queued" or "running"));
        return await GetAsync(caller, $"imports/{import}");
    }

    private static async Task PatchAsync(ApiClient caller, string contact, JsonObject patch) =>
        (await caller.PatchAsync($"contacts/{contact}", patch, (await caller.GetAsync($"contacts/{contact}")).ETag)).Is(HttpStatusCode.OK);
}
