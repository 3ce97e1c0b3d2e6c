using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class InteractionTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task Whom_a_member_calls_comes_first_for_that_member_and_then_for_everybody()
    {
        var (a, b, c) = (await ShareAsync(Named("Kim A")), await ShareAsync(Named("Kim B")), await ShareAsync(Named("Kim C")));
        Assert.Equal("Kim A, Kim B, Kim C", await FoundAsync(Tenant.Anna));
        await CallAsync(Tenant.Anna, c);
        await CallAsync(Tenant.Anna, c);
        await CallAsync(Tenant.Ben, b);
        Assert.Equal("Kim C, Kim B, Kim A", await FoundAsync(Tenant.Anna));
        Assert.Equal("Kim B, Kim C, Kim A", await FoundAsync(Tenant.Ben));
        Assert.Equal("Kim C, Kim B, Kim A", await FoundAsync(Tenant.Manager));
        (await Tenant.Anna.SendAsync(HttpMethod.Put, $"{Path(a)}/favorite")).Is(HttpStatusCode.NoContent);
        Assert.Equal("Kim A, Kim C, Kim B", await FoundAsync(Tenant.Anna));
    }

    [Fact]
    public async Task The_frequent_ones_are_a_list_of_their_own()
    {
        var (a, b, c) = (await ShareAsync(Named("A")), await ShareAsync(Named("B")), await CreateAsync(Tenant.Anna, Named("C")));
        foreach (var contact in new[] { b, c, b, a, b, c })
        {
            await CallAsync(Tenant.Anna, contact);
        }

        Assert.Equal([b.Text("id"), c.Text("id"), a.Text("id")], (await GetAsync(Tenant.Anna, "contacts?view=frequent")).Ids());
        Assert.Equal([c.Text("id")], (await GetAsync(Tenant.Anna, "contacts?view=frequent&scope=personal")).Ids());
        Assert.Equal(0, (await GetAsync(Tenant.Ben, "contacts?view=frequent")).Number("total"));
        var first = await GetAsync(Tenant.Anna, "contacts?view=frequent&pageSize=2");
        Assert.Equal([a.Text("id")], (await GetAsync(Tenant.Anna, $"contacts?view=frequent&pageSize=2&continuation={first.Text("continuation")}")).Ids());
        (await Tenant.Anna.GetAsync("contacts?view=frequent&continuation=x")).Problem(400, "invalid", "continuation");
    }

    [Fact]
    public async Task A_call_by_number_is_with_whom_the_number_belongs_to()
    {
        var desk = await ShareAsync(Json("""{ "name": { "full": "Desk" }, "phones": [{ "number": "03-1234-5678" }] }"""));
        var recorded = await RecordAsync(Tenant.Anna, Json("""{ "kind": "call", "number": "+81 3 1234 5678", "at": "2026-03-01T08:00:00Z" }"""));
        Assert.Equal(desk.Text("id"), recorded.Text("contact"));
        Assert.Null((await RecordAsync(Tenant.Anna, Json("""{ "kind": "call", "number": "119" }""")))["contact"]);
        var history = await GetAsync(Tenant.Anna, $"interactions?contact={desk.Text("id")}");
        Assert.Equal(("2026-03-01T08:00:00Z", 1), (history.List("items").Single().Text("at"), history.Number("total")));
        Assert.Equal(0, (await GetAsync(Tenant.Ben, $"interactions?contact={desk.Text("id")}")).Number("total"));
    }

    [Fact]
    public async Task A_call_that_is_reported_twice_counts_once()
    {
        var (a, b) = (await ShareAsync(Named("Kim A")), await ShareAsync(Named("Kim B")));
        var switchboard = await Tenant.WithNewKeyAsync(Permission.InteractionsManage);
        for (var i = 0; i < 3; i++)
        {
            await RecordAsync(switchboard, Json($$"""{ "kind": "call", "contact": "{{b.Text("id")}}", "member": "anna", "externalId": "once" }"""));
        }

        await RecordAsync(switchboard, Json($$"""{ "kind": "call", "contact": "{{a.Text("id")}}", "member": "anna", "externalId": "1" }"""));
        await RecordAsync(switchboard, Json($$"""{ "kind": "call", "contact": "{{a.Text("id")}}", "member": "anna", "externalId": "2" }"""));
        Assert.Equal("Kim A, Kim B", await FoundAsync(Tenant.Anna));
        Assert.Equal(1, (await GetAsync(Tenant.Anna, $"interactions?contact={b.Text("id")}")).Number("total"));
    }

    [Fact]
    public async Task A_member_reports_and_reads_only_their_own()
    {
        var contact = await ShareAsync(Named("Kim"));
        var hidden = await CreateAsync(Tenant.Ben, Named("Hidden"));
        (await Tenant.Anna.PostAsync("interactions", Report(contact, "ben"))).Problem(403, "permission-missing");
        (await Tenant.Anna.PostAsync("interactions", Report(hidden))).Problem(400, "invalid", "contact");
        (await Tenant.Anna.GetAsync($"interactions?contact={hidden.Text("id")}")).Problem(404, "not-found");
        (await Tenant.Anna.GetAsync($"interactions?contact={contact.Text("id")}&owner=ben")).Problem(403, "permission-missing");
        (await Tenant.Administrator.PostAsync("interactions", Report(contact, "ben"))).Is(HttpStatusCode.Created);
        Assert.Equal(1, (await GetAsync(Tenant.Administrator, $"interactions?contact={contact.Text("id")}&owner=ben")).Number("total"));
        Assert.Equal(0, (await GetAsync(Tenant.Anna, $"interactions?contact={contact.Text("id")}")).Number("total"));
        var application = await Tenant.WithNewKeyAsync(Permission.ContactsRead);
        (await application.PostAsync("interactions", Report(contact))).Problem(403, "permission-missing");
    }

    [Theory]
    [InlineData("""{ "number": "1" }""", "kind")]
    [InlineData("""{ "kind": "fax", "number": "1" }""", "kind")]
    [InlineData("""{ "kind": "call" }""", "contact")]
    [InlineData("""{ "kind": "call", "number": "1", "contact": "s0-1" }""", "contact")]
    [InlineData("""{ "kind": "call", "contact": "nobody" }""", "contact")]
    [InlineData("""{ "kind": "call", "number": "1", "at": "2126-01-01T00:00:00Z" }""", "at")]
    [InlineData("""{ "kind": "call", "number": "1", "at": "yesterday" }""", "at")]
    [InlineData("""{ "kind": "call", "number": "1", "duration": "5" }""", "duration")]
    public async Task What_is_wrong_in_a_report_is_named(string report, string field) =>
        (await Tenant.Anna.PostAsync("interactions", Json(report))).Problem(400, "invalid", field);

    private static JsonObject Report(JsonObject contact, string? member = null) =>
        new() { ["kind"] = "call", ["contact"] = contact.Text("id"), ["member"] = member };

    private static async Task<JsonObject> RecordAsync(ApiClient caller, JsonObject report) => (await caller.PostAsync("interactions", report)).Json(HttpStatusCode.Created);

    private static Task<JsonObject> CallAsync(ApiClient caller, JsonObject contact) => RecordAsync(caller, Report(contact));

    private async Task<string> FoundAsync(ApiClient caller)
    {
        var items = (await GetAsync(caller, "search?q=kim")).List("sections").SelectMany(section => section.List("items"));
        return string.Join(", ", items.Select(item => item["name"]!["full"]!.GetValue<string>()));
    }
}
