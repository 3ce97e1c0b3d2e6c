using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>A test with an organisation of its own.</summary>
[Collection(ApiCollection.Name)]
public abstract class ApiTest(ApiFixture fixture) : IAsyncLifetime
{
    private TestTenant? tenant;

    protected ServiceHost Host => fixture.Host;

    protected SimulatedProviders Providers => fixture.Providers;

    protected TestTenant Tenant => tenant ?? throw new InvalidOperationException("The tenant is made before each test.");

    public async Task InitializeAsync() => tenant = await Host.NewTenantAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    protected static async Task<JsonObject> CreateAsync(ApiClient caller, JsonObject contact) =>
        (await caller.PostAsync("contacts", contact)).Json(HttpStatusCode.Created);

    protected static async Task<JsonObject> GetAsync(ApiClient caller, string path) => (await caller.GetAsync(path)).Json();

    /// <summary>A contact that the tenant's members share.</summary>
    protected Task<JsonObject> ShareAsync(JsonObject contact)
    {
        contact["scope"] = "shared";
        return CreateAsync(Tenant.Manager, contact);
    }

    protected static JsonObject Named(string full) => new() { ["name"] = new JsonObject { ["full"] = full } };

    protected static JsonObject Person(string given, string family, params string[] emails) => new()
    {
        ["name"] = new JsonObject { ["given"] = given, ["family"] = family },
        ["emails"] = new JsonArray([.. emails.Select(email => new JsonObject { ["address"] = email })]),
    };

    protected static JsonObject Phones(params string[] numbers) => new()
    {
        ["phones"] = new JsonArray([.. numbers.Select(number => new JsonObject { ["number"] = number })]),
    };

    protected static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    protected static string Path(JsonObject contact) => $"contacts/{contact.Text("id")}";

    /// <summary>Every item of a list or of anything that is continued like one, each page of the size that the path says.</summary>
    protected static async Task<List<JsonObject>> AllPagesAsync(ApiClient caller, string path)
    {
        var items = new List<JsonObject>();
        var continuation = "";
        do
        {
            var page = await GetAsync(caller, $"{path}{continuation}");
            items.AddRange(page.List("items"));
            continuation = page["continuation"] is { } next ? $"&continuation={next}" : null;
        }
        while (continuation is not null);
        return items;
    }
}
