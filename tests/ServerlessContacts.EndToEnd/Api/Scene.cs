using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.Tests.Functions;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>A tenant with one of everything: a shared internal contact with e-mail address, number and photo, an application key, and a connection of the administrator's.</summary>
internal sealed record Scene(TestTenant Tenant, SimulatedProviders Providers, string Contact, string Key, string Connection, ApiClient Stranger)
{
    public const string Email = "hanako@example.com";

    public static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    public ApiClient Administrator => Tenant.Administrator;

    public static async Task<Scene> SetAsync(TestTenant tenant, SimulatedProviders providers)
    {
        var contact = (await tenant.Administrator.PostAsync("contacts", Internal())).Json(HttpStatusCode.Created).Text("id");
        (await tenant.Administrator.PutAsync($"contacts/{contact}/photo", Picture)).Is(HttpStatusCode.OK);
        (await tenant.Administrator.PutAsync($"contacts/{contact}/favorite")).Is(HttpStatusCode.NoContent);
        var (key, _) = await tenant.NewKeyAsync(Permission.Lookup);
        var connection = (await tenant.Administrator.PostAsync("connections", new JsonObject { ["provider"] = "google" })).Json(HttpStatusCode.Created).Text("id");
        return new Scene(tenant, providers, contact, key, connection, await tenant.WithNewKeyAsync(Permission.Scim));
    }

    /// <summary>An internal contact; two of the same address cannot be.</summary>
    public static JsonObject Internal(string email = Email) => JsonNode.Parse($$"""
        {
          "scope": "shared", "internal": true,
          "name": { "given": "花子", "family": "山田" },
          "organization": { "name": "Acme" },
          "emails": [{ "address": "{{email}}" }],
          "phones": [{ "number": "03-1234-5678", "label": "work" }],
          "birthday": "--04-09",
          "custom": { "badge": "17" }
        }
        """)!.AsObject();

    public static ApiBody Json(string body) => new(Encoding.UTF8.GetBytes(body));

    public async Task<string> TagAsync(string path) => (await Administrator.GetAsync(path)).ETag;

    /// <summary>Calls the operation on what the scene has. Where it takes If-Match, any version will do unless another is named; where it takes JSON, so will an empty object.</summary>
    public Task<ApiAnswer> CallAsync(ApiOperation operation, ApiClient caller, ApiCall call)
    {
        var id = call.Id ?? (Has(operation, "keys") ? Key : Has(operation, "connections") ? Connection : Contact);
        var path = operation.Path.Replace("{id}", id, StringComparison.Ordinal).Replace("{run}", call.Part, StringComparison.Ordinal).Replace("{item}", call.Part, StringComparison.Ordinal)
            .Replace("{name}", call.Part, StringComparison.Ordinal)["/api/".Length..];
        (string, string)[] match = operation.Takes("If-Match") && call.Match is { } tag ? [("If-Match", tag)] : [];
        var body = call.Body ?? (operation.TakesJson ? Json("{}") : null);
        return caller.SendAsync(new HttpMethod(operation.Method), path + call.Query, body?.Content(operation), [.. match, .. call.Headers]);
    }

    private static bool Has(ApiOperation operation, string resource) => operation.Path.StartsWith($"/api/{resource}", StringComparison.Ordinal);
}

/// <param name="Type">Null for the first that the operation is described with.</param>
internal sealed record ApiBody(byte[] Bytes, string? Type = null)
{
    public HttpContent Content(ApiOperation operation) => new ByteArrayContent(Bytes)
    {
        Headers = { ContentType = MediaTypeHeaderValue.Parse(Type ?? operation.BodyTypes[0]) },
    };
}

/// <summary>What a call has beside its operation.</summary>
internal sealed record ApiCall
{
    public string? Id { get; init; }

    /// <summary>What follows the id in the path.</summary>
    public string Part { get; init; } = "nobody";

    public string Query { get; init; } = "";

    /// <summary>Sent as If-Match; null sends none.</summary>
    public string? Match { get; init; } = "*";

    public ApiBody? Body { get; init; }

    public (string Name, string Value)[] Headers { get; init; } = [];
}
