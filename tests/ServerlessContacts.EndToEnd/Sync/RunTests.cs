using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Tests.Functions;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>From an account at a provider to the search here and back, over the very functions that are deployed.</summary>
public sealed class RunTests(ApiFixture fixture) : RunTest(fixture)
{
    private const int Many = 8;

    [Fact]
    public async Task Contacts_of_a_Google_account_come_here_and_those_made_here_go_there()
    {
        var (connection, book) = await ConnectGoogleAsync(Tenant.Anna);
        book.AddGroup("Friends");
        book.Add(Google("Grace", "Hopper"));
        var made = await CreateAsync(Tenant.Anna, Person("Ada", "Lovelace", "ada@example.com"));
        (await Tenant.Manager.PostAsync("contacts", Json("""{ "scope": "shared", "name": { "family": "Desk" }, "emails": [{ "address": "desk@example.com" }] }"""))).Is(HttpStatusCode.Created);
        var run = await RunAsync(Tenant.Anna, connection, "start");
        Assert.Equal(("done", "sync", 1, 1), (run.Text("status"), run.Text("kind"), run["counts"]!["here"]!.Number("added"), run["counts"]!["there"]!.Number("added")));
        Assert.Equal(
            ["here added Grace Hopper", "there added Ada Lovelace"],
            run.List("items").Select(item => $"{item.Text("side")} {item.Text("outcome")} {item.Text("name")}").Order(StringComparer.Ordinal));
        Assert.Contains(made.Text("id"), run.List("items").Select(item => item.Text("contact")));
        await UntilFoundAsync(Tenant.Anna, "grace hopper");
        // The organisation's are nobody's to carry out.
        Assert.Equal(["Hopper", "Lovelace"], book.People.Select(person => (string?)person["names"]![0]!["familyName"]).Order(StringComparer.Ordinal));
        await UntilStatusAsync(Tenant.Anna, connection, "synced");
        var seen = await GetAsync(Tenant.Anna, Place(connection));
        Assert.Equal(2, seen["statistics"]!.Number("inSync"));
        Assert.Contains("Friends", seen.List("availableGroups").Select(group => group.Text("name")));
        Assert.Equal([run.Text("id")], (await GetAsync(Tenant.Anna, $"{Place(connection)}/runs")).Ids());
        Assert.Empty(Providers.People.Violations);
    }

    [Fact]
    public async Task What_a_provider_cannot_hold_is_told_for_each_contact()
    {
        var (connection, mailbox) = await ConnectMicrosoftAsync(Tenant.Anna);
        var made = await CreateAsync(Tenant.Anna, Person("Ada", "Lovelace", "ada@example.com"));
        (await Tenant.Anna.PatchAsync(Path(made), Json("""{ "notes": "first", "urls": [{ "url": "https://a.example/" }, { "url": "https://b.example/" }] }"""), "*")).Is(HttpStatusCode.OK);
        await RunAsync(Tenant.Anna, connection, "start");
        var answer = await Tenant.Anna.GetAsync($"{Path(made)}/connections");
        var document = new ApiDocument();
        Assert.Empty(new AnswerContract(document, document.Operations.Single(operation => operation.Id == "listContactConnections")).Violations(answer));
        var known = Assert.Single(answer.Json().List("items"));
        Assert.Equal((connection.Text("id"), "microsoft", mailbox.Account.Email, "linked"), (known.Text("connection"), known.Text("provider"), known.Text("account"), known.Text("state")));
        Assert.Equal(["notes", "urls[1]"], known["notHeld"]!.AsArray().Select(field => (string)field!));
        (await Tenant.Ben.GetAsync($"{Path(made)}/connections")).Problem(404, "not-found");
        var shared = (await Tenant.Manager.PostAsync("contacts", Json("""{ "scope": "shared", "name": { "family": "Desk" }, "emails": [{ "address": "desk@example.com" }] }"""))).Json(HttpStatusCode.Created);
        Assert.Empty((await GetAsync(Tenant.Anna, $"{Path(shared)}/connections")).List("items"));
    }

    [Fact]
    public async Task What_can_be_chosen_is_looked_up_after_the_sign_in_and_nothing_else_is_done()
    {
        var (connection, book) = await ConnectGoogleAsync(Tenant.Anna);
        book.Add(Google("Grace", "Hopper"));
        await StorageHost.UntilAsync(async () => (await GetAsync(Tenant.Anna, Place(connection))).List("availableGroups").Count > 0);
        Assert.Equal("ready", (await GetAsync(Tenant.Anna, Place(connection))).Text("status"));
        Assert.Equal(0, (await GetAsync(Tenant.Anna, $"{Place(connection)}/runs")).Number("total"));
        Assert.Equal(0, (await GetAsync(Tenant.Anna, "contacts?scope=personal")).Number("total"));
    }

    [Fact]
    public async Task A_look_ahead_tells_and_writes_nothing()
    {
        var (connection, book) = await ConnectGoogleAsync(Tenant.Anna);
        book.Add(Google("Grace", "Hopper"));
        await CreateAsync(Tenant.Anna, Person("Ada", "Lovelace"));
        var run = await RunAsync(Tenant.Anna, connection, "preview");
        Assert.Equal(("done", "preview", 2), (run.Text("status"), run.Text("kind"), run.Number("total")));
        Assert.Equal((1, 1), (run["counts"]!["here"]!.Number("added"), run["counts"]!["there"]!.Number("added")));
        Assert.Equal("Hopper", (string?)Assert.Single(book.People)["names"]![0]!["familyName"]);
        Assert.Equal(1, (await GetAsync(Tenant.Anna, "contacts?scope=personal")).Number("total"));
        Assert.Equal("ready", (await GetAsync(Tenant.Anna, Place(connection))).Text("status"));
        var page = await GetAsync(Tenant.Anna, $"{Place(connection)}/runs/{run.Text("id")}?pageSize=1");
        Assert.Equal((1, 2), (page.List("items").Count, page.Number("total")));
        Assert.Single((await GetAsync(Tenant.Anna, $"{Place(connection)}/runs/{run.Text("id")}?pageSize=1&continuation={page.Text("continuation")}")).List("items"));
    }

    [Theory]
    [InlineData("apply", 0)]
    [InlineData("skip", Many)]
    public async Task A_run_that_would_take_away_too_much_asks_first(string decision, int left)
    {
        var (connection, book) = await ConnectGoogleAsync(Tenant.Anna);
        var people = Enumerable.Range(0, Many).Select(number => book.Add(Google($"Person {number}", "Clone"))).ToList();
        Assert.Equal("done", (await RunAsync(Tenant.Anna, connection, "start")).Text("status"));
        await UntilFoundAsync(Tenant.Anna, "clone", Many);
        people.ForEach(book.Delete);
        var run = await RunAsync(Tenant.Anna, connection);
        Assert.Equal(("paused", "brake"), (run.Text("status"), run["problem"]!.Text("code")));
        await UntilStatusAsync(Tenant.Anna, connection, "paused");
        (await Tenant.Anna.PostAsync($"{Place(connection)}/refresh")).Problem(409, "connection-paused");
        (await Tenant.Anna.PostAsync($"{Place(connection)}/resume", Json("""{ "decision": "perhaps" }"""))).Problem(400, "invalid", "decision");
        var resumed = (await Tenant.Anna.PostAsync($"{Place(connection)}/resume", new JsonObject { ["decision"] = decision }, ("Idempotency-Key", "d"))).Json(HttpStatusCode.Accepted);
        Assert.Equal(run.Text("id"), resumed.Text("run"));
        await UntilStatusAsync(Tenant.Anna, connection, "synced");
        await UntilFoundAsync(Tenant.Anna, "clone", left);
        (await Tenant.Anna.PostAsync($"{Place(connection)}/resume", new JsonObject { ["decision"] = decision })).Problem(409, "not-paused");
        var repeated = await Tenant.Anna.PostAsync($"{Place(connection)}/resume", new JsonObject { ["decision"] = decision }, ("Idempotency-Key", "d"));
        Assert.Equal(run.Text("id"), repeated.Json(HttpStatusCode.Accepted).Text("run"));
    }

    [Theory]
    [InlineData("ours", "ours")]
    [InlineData("theirs", "theirs")]
    public async Task What_both_sides_changed_is_settled_by_the_owner(string decision, string settled)
    {
        var (connection, book) = await ConnectGoogleAsync(Tenant.Anna);
        (await Tenant.Anna.PatchAsync(Place(connection), Json("""{ "conflictRule": "review" }"""), "*")).Is(HttpStatusCode.OK);
        var person = book.Add(Google("Grace", "Hopper"));
        await RunAsync(Tenant.Anna, connection, "start");
        var contact = Assert.Single((await GetAsync(Tenant.Anna, "contacts?scope=personal")).List("items"));
        (await Tenant.Anna.PatchAsync(Path(contact), Json("""{ "name": { "family": "ours" } }"""), "*")).Is(HttpStatusCode.OK);
        book.Edit(person, fields => fields["names"]![0]!["familyName"] = "theirs");
        await RunAsync(Tenant.Anna, connection);
        var review = Assert.Single((await GetAsync(Tenant.Anna, $"{Place(connection)}/review")).List("items"));
        Assert.Equal(("conflict", "name.family", "ours", "theirs", "both"), (review.Text("kind"), review.Text("field"), review.Text("ours"), review.Text("theirs"), review.Text("kept")));
        (await Tenant.Ben.PostAsync($"{Place(connection)}/review/{review.Text("id")}", new JsonObject { ["decision"] = decision })).Problem(404, "not-found");
        (await Tenant.Anna.PostAsync($"{Place(connection)}/review/{review.Text("id")}", new JsonObject { ["decision"] = decision })).Is(HttpStatusCode.NoContent);
        await StorageHost.UntilAsync(async () => (string?)book.Find(person)!["names"]![0]!["familyName"] == settled && (await GetAsync(Tenant.Anna, Path(contact)))["name"]!.Text("family") == settled);
        Assert.Equal(0, (await GetAsync(Tenant.Anna, $"{Place(connection)}/review")).Number("total"));
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_told_to()
    {
        var begun = await BeginAsync(Tenant.Anna);
        foreach (var wish in new[] { "preview", "start", "refresh" })
        {
            (await Tenant.Anna.PostAsync($"{Place(begun)}/{wish}")).Problem(409, "consent-needed");
        }
    }

    [Fact]
    public async Task A_repeated_wish_is_one_run()
    {
        var (connection, _) = await ConnectGoogleAsync(Tenant.Anna);
        var first = await WishAsync(Tenant.Anna, connection, "start");
        Assert.Equal(first, await WishAsync(Tenant.Anna, connection, "start"));
        await EndAsync(Tenant.Anna, connection, first);
        Assert.Equal(first, await WishAsync(Tenant.Anna, connection, "start"));
        (await Tenant.Anna.PostAsync($"{Place(connection)}/refresh", null, ("Idempotency-Key", "k"))).Problem(422, "idempotency-key-reused");
        Assert.Equal([first], (await GetAsync(Tenant.Anna, $"{Place(connection)}/runs")).Ids());
        (await Tenant.Anna.PostAsync($"{Place(connection)}/preview", null, ("Idempotency-Key", "k"))).Problem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task An_administrator_runs_it_by_naming_the_owner()
    {
        var (connection, _) = await ConnectGoogleAsync(Tenant.Anna);
        var accepted = await Tenant.Administrator.PostAsync($"{Place(connection)}/start?owner=anna");
        var run = accepted.Json(HttpStatusCode.Accepted).Text("run");
        Assert.Equal($"/api/{Place(connection)}/runs/{run}?owner=anna", accepted.Headers["Location"]);
        Assert.Equal("done", (await EndAsync(Tenant.Anna, connection, run)).Text("status"));
        Assert.Equal(run, (await GetAsync(Tenant.Administrator, accepted.Headers["Location"]["/api/".Length..])).Text("id"));
    }

    private static async Task<string> WishAsync(ApiClient caller, JsonObject connection, string wish) =>
        (await caller.PostAsync($"{Place(connection)}/{wish}", null, ("Idempotency-Key", "k"))).Json(HttpStatusCode.Accepted).Text("run");

    private static JsonObject Google(string given, string family) =>
        new() { ["names"] = new JsonArray(new JsonObject { ["givenName"] = given, ["familyName"] = family }) };
}
