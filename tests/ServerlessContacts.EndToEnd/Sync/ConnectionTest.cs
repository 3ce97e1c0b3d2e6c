using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.Api;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>A test of connections over HTTP, with the sign-in of both providers simulated.</summary>
public abstract class ConnectionTest(ApiFixture fixture) : ApiTest(fixture)
{
    protected static async Task<JsonObject> BeginAsync(ApiClient caller, string provider = "google", string? account = null)
    {
        var wanted = new JsonObject { ["provider"] = provider };
        if (account is not null)
        {
            wanted["account"] = account;
        }

        return (await caller.PostAsync("connections", wanted)).Json(HttpStatusCode.Created);
    }

    /// <summary>What the provider's page sends back, as the member's client sends it on.</summary>
    protected async Task<JsonObject> ConsentAsync(JsonObject begun) =>
        new((await Providers.ConsentAsync(begun.Text("authorizeUrl"))).Where(pair => pair.Key is "code" or "state" or "error").Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    protected static Task<ApiAnswer> AuthorizeAsync(ApiClient caller, JsonObject connection, JsonObject? answer = null) =>
        caller.PostAsync($"{Place(connection)}/authorize", answer?.DeepClone());

    protected async Task<JsonObject> ConnectAsync(ApiClient caller, string provider = "google", string? account = null)
    {
        var begun = await BeginAsync(caller, provider, account);
        return (await AuthorizeAsync(caller, begun, await ConsentAsync(begun))).Json();
    }

    /// <summary>The connection without what is looked up at the provider while the test goes on.</summary>
    protected static string Known(JsonObject connection)
    {
        var known = connection.DeepClone().AsObject();
        known.Remove("availableGroups");
        return known.ToJsonString();
    }

    protected static string Place(JsonObject connection) => $"connections/{connection.Text("id")}";
}
