using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class BatchTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task Every_item_has_an_outcome_of_its_own()
    {
        var kept = await CreateAsync(Tenant.Anna, Named("Kept"));
        var gone = await CreateAsync(Tenant.Anna, Named("Gone"));
        var outcomes = await SendAsync(Tenant.Anna, Json($$"""
            { "items": [
              { "operation": "create", "contact": { "name": { "full": "New" } } },
              { "contact": { "name": { "full": "Newer" } } },
              { "operation": "create", "contact": { "notes": "nobody" } },
              { "operation": "create", "contact": { "scope": "shared", "name": { "full": "Not mine" } } },
              { "operation": "update", "id": "{{kept.Text("id")}}", "etag": {{kept["etag"]!.ToJsonString()}}, "contact": { "notes": "better" } },
              { "operation": "update", "id": "{{gone.Text("id")}}", "etag": "\"0\"", "contact": { "notes": "lost" } },
              { "operation": "update", "id": "{{gone.Text("id")}}", "contact": { "notes": "lost" } },
              { "operation": "delete", "id": "{{gone.Text("id")}}", "etag": {{gone["etag"]!.ToJsonString()}} },
              { "operation": "delete", "id": "s0-nobody", "etag": "*" },
              { "operation": "merge", "id": "{{kept.Text("id")}}", "etag": "*" },
              5
            ] }
            """));
        Assert.Equal([201, 201, 400, 403, 200, 412, 428, 204, 404, 400, 400], outcomes.Select(outcome => outcome.Number("status")));
        Assert.Equal("Newer", outcomes[1]["contact"]!["name"]!.Text("full"));
        Assert.Equal("name", outcomes[2]["problem"]!.Text("field"));
        Assert.Equal("operation", outcomes[9]["problem"]!.Text("field"));
        Assert.Equal("better", (await GetAsync(Tenant.Anna, Path(kept))).Text("notes"));
        (await Tenant.Anna.GetAsync(Path(gone))).Problem(404, "not-found");
        Assert.Equal(3, (await GetAsync(Tenant.Anna, "contacts?scope=personal")).Number("total"));
    }

    [Fact]
    public async Task Five_hundred_items_are_taken_and_one_more_is_not()
    {
        var outcomes = await SendAsync(Tenant.Manager, Items(500));
        Assert.All(outcomes, outcome => Assert.Equal(201, outcome.Number("status")));
        Assert.Equal(500, (await GetAsync(Tenant.Manager, "contacts?scope=shared&pageSize=1")).Number("total"));
        (await Tenant.Manager.PostAsync("contacts/batch", Items(501))).Problem(400, "invalid", "items");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "items": [] }""")]
    [InlineData("""{ "items": {} }""")]
    public async Task A_batch_of_nothing_is_refused(string body) =>
        (await Tenant.Anna.PostAsync("contacts/batch", Json(body))).Problem(400, "invalid", "items");

    [Theory]
    [InlineData("""{ "operation": 5 }""")]
    [InlineData("""{ "operation": "delete", "id": 5, "etag": "*" }""")]
    [InlineData("""{ "operation": "create", "contact": [] }""")]
    public async Task An_odd_item_spoils_no_other(string odd)
    {
        var outcomes = await SendAsync(Tenant.Anna, Json($$"""{ "items": [{{odd}}, { "contact": { "name": { "full": "A" } } }] }"""));
        Assert.Equal([400, 201], outcomes.Select(outcome => outcome.Number("status")));
    }

    [Fact]
    public async Task A_repeated_batch_makes_nothing_twice()
    {
        for (var call = 0; call < 2; call++)
        {
            (await Tenant.Manager.PostAsync("contacts/batch", Items(5), ("Idempotency-Key", "batch"))).Is(HttpStatusCode.OK);
        }

        Assert.Equal(5, (await GetAsync(Tenant.Manager, "contacts?scope=shared")).Number("total"));
    }

    private static JsonObject Items(int count) => new()
    {
        ["items"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => Json($$"""{ "contact": { "scope": "shared", "name": { "full": "N{{i}}" } } }"""))]),
    };

    private static async Task<IReadOnlyList<JsonObject>> SendAsync(ApiClient caller, JsonObject batch) =>
        (await caller.PostAsync("contacts/batch", batch)).Json().List("items");
}
