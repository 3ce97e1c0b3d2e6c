using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.EndToEnd.LocalHost;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>A tenant with one of everything, each bearing a text that nobody outside may ever be shown.</summary>
internal sealed class WalledTenant
{
    private WalledTenant(TestTenant tenant, string marker) => (Tenant, Marker) = (tenant, marker);

    public TestTenant Tenant { get; }

    /// <summary>In lower case, and in everything that the tenant has: names, addresses, member ids, file names.</summary>
    public string Marker { get; }

    /// <summary>The id of the member who has a personal contact.</summary>
    public string Owner => $"owner-{Marker}";

    public string Number => "+81312345678";

    public ApiClient OwnerClient => Tenant.As(Owner);

    public JsonObject Shared { get; private set; } = [];

    public JsonObject Personal { get; private set; } = [];

    public JsonObject Deleted { get; private set; } = [];

    public string KeyId { get; private set; } = "";

    public string FeedToken { get; private set; } = "";

    public string Continuation { get; private set; } = "";

    public string ImportId { get; private set; } = "";

    public string PhotoTag { get; private set; } = "";

    /// <summary>A member's own contacts, the shared ones, the deleted and the owner as a member.</summary>
    public IReadOnlyList<string> Ids { get; private set; } = [];

    /// <summary>All that anybody of the tenant could call with.</summary>
    public IReadOnlyList<ApiClient> Callers { get; private set; } = [];

    public static async Task<WalledTenant> BuildAsync(ServiceHost host)
    {
        var built = new WalledTenant(await host.NewTenantAsync(), $"secret{Guid.NewGuid():N}"[..18]);
        await built.FillAsync();
        return built;
    }

    /// <summary>What the tenant's people see of it, to be compared later.</summary>
    public async Task<string> StateAsync()
    {
        string[] views = ["contacts?pageSize=1000", "contacts?view=favorites", "contacts?view=deleted", "changes?limit=1000", "tenant", $"{Place(Shared)}/photo"];
        var seen = new List<string>();
        foreach (var view in views)
        {
            seen.Add((await OwnerClient.GetAsync(view)).Is(HttpStatusCode.OK).Text);
        }

        seen.Add((await Tenant.Manager.GetAsync("contacts?view=deleted")).Is(HttpStatusCode.OK).Text);
        seen.Add((await Tenant.Administrator.GetAsync("keys")).Is(HttpStatusCode.OK).Text);
        seen.Add((await Tenant.Administrator.GetAsync("imports")).Is(HttpStatusCode.OK).Text);
        seen.Add((await Tenant.Administrator.GetAsync("import-mappings")).Is(HttpStatusCode.OK).Text);
        return string.Join('\n', seen);
    }

    /// <summary>Imports a file into the shared contacts and waits for its end; the import's id.</summary>
    public static async Task<string> ImportAsync(ApiClient caller, string fileName, string csv)
    {
        using var content = new StringContent(csv, System.Text.Encoding.UTF8, "text/csv");
        var import = (await caller.SendAsync(HttpMethod.Post, $"imports?fileName={Uri.EscapeDataString(fileName)}", content)).Json(HttpStatusCode.Created).Text("id");
        await StorageHost.UntilAsync(async () => (await caller.GetAsync($"imports/{import}")).Json().Text("status") is not ("queued" or "running"));
        return import;
    }

    public static string Place(JsonObject contact) => $"contacts/{contact.Text("id")}";

    private async Task FillAsync()
    {
        Shared = await CreateAsync(Tenant.Manager, "shared");
        Personal = await CreateAsync(OwnerClient, "personal");
        Deleted = await CreateAsync(Tenant.Manager, "shared");
        (await Tenant.Manager.DeleteAsync(Place(Deleted), "*")).Is(HttpStatusCode.NoContent);
        Shared = (await Tenant.Manager.PutAsync($"{Place(Shared)}/photo", [.. PhotoTests.Png, .. System.Text.Encoding.UTF8.GetBytes(Marker)])).Json();
        PhotoTag = Shared["photo"]!.Text("etag");
        (await OwnerClient.SendAsync(HttpMethod.Put, $"{Place(Shared)}/favorite")).Is(HttpStatusCode.NoContent);
        ImportId = await ImportAsync(Tenant.Manager, $"{Marker}.csv", $"name,email,phone\n{Marker} imported,imported@{Marker}.example,\n{Marker} refused,,8.19E+11\n");
        var mapping = $$"""{"columns":[{"header":"{{Marker}}","field":"name.full"}]}""";
        (await Tenant.Manager.PutAsync($"import-mappings/{Marker}", System.Text.Encoding.UTF8.GetBytes(mapping), "application/json")).Is(HttpStatusCode.OK);
        var (id, secret) = await Tenant.NewKeyAsync([.. KeyScopes.Grantable]);
        KeyId = id;
        Callers = [Tenant.Administrator, Tenant.Manager, OwnerClient, Tenant.As("robot", BuiltInRole.Application), Tenant.Host.WithKey(secret)];
        FeedToken = (await OwnerClient.GetAsync("changes?limit=1")).Json().Text("token");
        Continuation = (await OwnerClient.GetAsync("contacts?pageSize=1")).Json().Text("continuation");
        var listed = (await OwnerClient.GetAsync("contacts?pageSize=1000")).Json().List("items");
        Ids = [.. listed.Where(IsOnlyHere).Select(contact => contact.Text("id")), Deleted.Text("id")];
    }

    /// <summary>The members admin and manager are in every tenant, each with the same id there.</summary>
    private bool IsOnlyHere(JsonObject contact) => contact["name"]!.Text("full").Contains(Marker, StringComparison.Ordinal);

    private async Task<JsonObject> CreateAsync(ApiClient caller, string scope)
    {
        var contact = new JsonObject
        {
            ["scope"] = scope,
            ["name"] = new JsonObject { ["full"] = $"{Marker} {scope}" },
            ["phones"] = new JsonArray(new JsonObject { ["number"] = Number }),
            ["emails"] = new JsonArray(new JsonObject { ["address"] = $"{scope}@{Marker}.example" }),
            ["notes"] = Marker,
        };
        return (await caller.PostAsync("contacts", contact)).Json(HttpStatusCode.Created);
    }
}
