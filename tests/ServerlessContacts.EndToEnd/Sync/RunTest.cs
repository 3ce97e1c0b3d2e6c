using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Simulators.Microsoft;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>A test of runs, with an account at a provider that no other test has.</summary>
public abstract class RunTest(ApiFixture fixture) : ConnectionTest(fixture)
{
    protected async Task<(JsonObject Connection, GoogleBook Book)> ConnectGoogleAsync(ApiClient caller)
    {
        var account = NewAccount(Providers.Google.Accounts);
        var connection = await ConnectAsync(caller, "google", account.Email);
        // Every account there has a group; when it is known, what follows from the sign-in is over.
        await StorageHost.UntilAsync(async () => (await GetAsync(caller, Place(connection))).List("availableGroups").Count > 0);
        return (connection, Providers.People.Book(account));
    }

    protected async Task<(JsonObject Connection, GraphMailbox Mailbox)> ConnectMicrosoftAsync(ApiClient caller)
    {
        var account = NewAccount(Providers.Microsoft.Accounts);
        return (await ConnectAsync(caller, "microsoft", account.Email), Providers.Graph.Mailbox(account));
    }

    /// <summary>The run when it is over, or stopped until somebody decides.</summary>
    protected static async Task<JsonObject> RunAsync(ApiClient caller, JsonObject connection, string wish = "refresh")
    {
        var accepted = await caller.PostAsync($"{Place(connection)}/{wish}");
        var run = accepted.Json(HttpStatusCode.Accepted).Text("run");
        Assert.Equal($"/api/{Place(connection)}/runs/{run}", accepted.Headers["Location"]);
        return await EndAsync(caller, connection, run);
    }

    protected static async Task<JsonObject> EndAsync(ApiClient caller, JsonObject connection, string run)
    {
        var found = new JsonObject();
        await StorageHost.UntilAsync(async () =>
        {
            found = await GetAsync(caller, $"{Place(connection)}/runs/{run}");
            return found.Text("status") is "done" or "paused" or "failed";
        });
        return found;
    }

    protected static Task UntilFoundAsync(ApiClient caller, string words, int total = 1) =>
        StorageHost.UntilAsync(async () => (await GetAsync(caller, $"search?q={Uri.EscapeDataString(words)}")).Number("total") == total);

    protected static Task UntilStatusAsync(ApiClient caller, JsonObject connection, string status) =>
        StorageHost.UntilAsync(async () => (await GetAsync(caller, Place(connection))).Text("status") == status);

    /// <summary>After those whom tests without a name of their own sign in as.</summary>
    private static SimulatedAccount NewAccount(SimulatedAccounts accounts) => accounts.Add($"z{Guid.NewGuid():N}@example.com", "Somebody");
}
