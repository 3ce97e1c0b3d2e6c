using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.EndToEnd.Api;

internal static partial class Exchanges
{
    private static Dictionary<string, IReadOnlyList<Exchange>> Connections => new(StringComparer.Ordinal)
    {
        ["listConnections"] = [Exchange.Of(200, new ApiCall { Query = "?pageSize=1" }), Exchange.Of(
            400, new ApiCall { Query = "?pageSize=0" })],
        ["createConnection"] =
        [
            Exchange.Of(201, new ApiCall { Body = Scene.Json("""{ "provider": "microsoft", "account": "anna@example.com" }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "provider": "imap" }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "provider": "google", "password": "p" }""") }),
            Exchange.Of(422, ReuseConnectionKeyAsync),
        ],
        ["getConnection"] = [Exchange.Of(200, new ApiCall()), Exchange.Of(200, ConnectedAsync)],
        ["patchConnection"] =
        [
            Exchange.Of(200,
                async scene => new ApiCall { Match = await scene.TagAsync($"connections/{scene.Connection}"),
                Body = Scene.Json("""{ "settings": { "groups": ["g"] } }""") }),
            Exchange.Of(200, new ApiCall { Body = Scene.Json("""{ "direction": "oneWay", "status": "synced" }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "settings": { "direction": "both" } }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "dirction": "oneWay" }""") }),
        ],
        ["authorizeConnection"] =
        [
            Exchange.Of(200, new ApiCall()),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "code": "c", "state": "forged" }""") }),
            Exchange.Of(409, DeniedAsync),
            Exchange.Of(200, async scene => new ApiCall { Body = await ConsentAsync(scene) }),
        ],
        ["deleteConnection"] =
        [
            Exchange.Of(400, new ApiCall { Query = "?contacts=burn" }),
            Exchange.Of(204, async scene => new ApiCall { Query = "?contacts=remove", Match = await scene.TagAsync(
                $"connections/{scene.Connection}") }),
        ],
        ["previewConnection"] = [Exchange.Of(409, new ApiCall()), Exchange.Of(202, ConnectedAsync), Exchange.Of(422, ReuseRunKeyAsync)],
        ["startConnection"] = [Exchange.Of(409, new ApiCall()), Exchange.Of(202, ConnectedAsync), Exchange.Of(422, ReusePreviewKeyAsync)],
        ["refreshConnection"] = [Exchange.Of(409, new ApiCall()), Exchange.Of(202, ConnectedAsync), Exchange.Of(422, ReusePreviewKeyAsync)],
        ["resumeConnection"] =
        [
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "decision": "wait" }""") }),
            Exchange.Of(409, new ApiCall { Body = Scene.Json("""{ "decision": "skip" }""") }),
            Exchange.Of(202, PausedAsync),
            Exchange.Of(422, async scene => await ReusePreviewKeyAsync(scene) with { Body = Scene.Json("""{ "decision": "skip" }""") }),
        ],
        ["listRuns"] = [Exchange.Of(400, new ApiCall { Query = "?pageSize=0" }), Exchange.Of(200, SyncedAsync)],
        ["getRun"] = [Exchange.Of(404, new ApiCall()), Exchange.Of(200, SyncedAsync), Exchange.Of(
            400, async scene => await LastRunAsync(scene) with { Query = "?pageSize=0" })],
        ["listReviews"] = [Exchange.Of(400, new ApiCall { Query = "?pageSize=0" }), Exchange.Of(
            200, async scene => await ReviewAsync(scene) with { Query = "?pageSize=1" })],
        ["decideReview"] =
        [
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "decision": "mine" }""") }),
            Exchange.Of(404, new ApiCall { Body = Scene.Json("""{ "decision": "ours" }""") }),
            Exchange.Of(409, async scene => await ReviewAsync(scene) with { Body = Scene.Json("""{ "decision": "theirs" }""") }),
            Exchange.Of(204, async scene => await ReviewAsync(scene) with { Body = Scene.Json("""{ "decision": "both" }""") }),
        ],
        ["receiveMicrosoftNotifications"] =
        [
            Exchange.Of(200, new ApiCall { Query = "?validationToken=hello" }),
            Exchange.Of(202, new ApiCall { Body = Scene.Json("""{ "value": [{ "subscriptionId": "s", "clientState": "c" }] }""") }),
        ],
        ["receiveMicrosoftLifecycle"] =
        [
            Exchange.Of(200, new ApiCall { Query = "?validationToken=hello" }),
            Exchange.Of(202,
                new ApiCall {
                Body = Scene.Json("""{ "value": [{ "subscriptionId": "s", "clientState": "c", "lifecycleEvent": "missed" }] }""") }),
        ],
        ["getSignInPage"] = [Exchange.Of(200, new ApiCall { Query = "?code=c&state=s" })],
    };

    private static async Task<ApiCall> ReuseConnectionKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync("connections", new JsonObject { ["provider"] = "google" }, ("Idempotency-Key", "c")))
            .Is(HttpStatusCode.Created);
        return new ApiCall { Headers = [("Idempotency-Key", "c")], Body = Scene.Json("""{ "provider": "microsoft" }""") };
    }

    /// <summary>What the provider's page sends back.</summary>
    private static async Task<JsonObject> ComeBackAsync(Scene scene)
    {
        var begun = (await scene.Administrator.PostAsync($"connections/{scene.Connection}/authorize")).Json();
        var back = await scene.Providers.ConsentAsync(begun.Text("authorizeUrl"));
        return new JsonObject { ["code"] = back["code"], ["state"] = back["state"] };
    }

    private static async Task<ApiBody> ConsentAsync(Scene scene) => Scene.Json((await ComeBackAsync(scene)).ToJsonString());

    private static async Task<ApiCall> ConnectedAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync($"connections/{scene.Connection}/authorize", await ComeBackAsync(scene)))
            .Is(HttpStatusCode.OK);
        return new ApiCall();
    }

    private static async Task<ApiCall> ReuseRunKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync($"connections/{scene.Connection}/start", null, ("Idempotency-Key", "r")))
            .Is(HttpStatusCode.Accepted);
        return new ApiCall { Headers = [("Idempotency-Key", "r")] };
    }

    private static async Task<ApiCall> ReusePreviewKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync($"connections/{scene.Connection}/preview", null, ("Idempotency-Key", "p")))
            .Is(HttpStatusCode.Accepted);
        return new ApiCall { Headers = [("Idempotency-Key", "p")] };
    }

    /// <summary>A run that came to its end, after one that looked ahead.</summary>
    private static async Task<ApiCall> SyncedAsync(Scene scene)
    {
        await ConnectedAsync(scene);
        (await scene.Administrator.PostAsync($"connections/{scene.Connection}/start")).Is(HttpStatusCode.Accepted);
        await StorageHost.UntilAsync(async () => (await scene.Administrator.GetAsync($"connections/{scene.Connection}")).Json()
            .Text("status") == "synced");
        return await LastRunAsync(scene);
    }

    private static async Task<ApiCall> LastRunAsync(Scene scene) =>
        new() { Part = (await scene.Administrator.GetAsync($"connections/{scene.Connection}/runs")).Json().Ids()[0] };

    /// <summary>As if both sides of a contact that is gone by now had been edited.</summary>
    private static async Task<ApiCall> ReviewAsync(Scene scene)
    {
        const string Id = "0123456789abcdef";
        var contact = ContactId.Personal(new MemberId("admin"), "gone");
        var review = new JsonObject
        {
            ["id"] = Id,
            ["contact"] = contact.ToString(),
            ["name"] = "Ada",
            ["field"] = "notes",
            ["ours"] = "here",
            ["theirs"] = "there",
            ["kept"] = "neither",
            ["at"] = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
        };
        var key = Review.Kind.Key($"{scene.Connection}~{Id}");
        var partition = Partition.Member(scene.Tenant.Id, new MemberId("admin"));
        var before = await scene.Tenant.Host.Services.GetRequiredService<Journal>().FindAsync(partition, key, CancellationToken.None);
        await scene.Tenant.Host.Services.GetRequiredService<Journal>().CommitAsync(
            partition, Operation.New("test"), [new Edit(
                key, before, Encoding.UTF8.GetBytes(review.ToJsonString()))], CancellationToken.None);
        return new ApiCall { Part = Id };
    }

    /// <summary>As if its run had wanted to take away too much.</summary>
    private static async Task<ApiCall> PausedAsync(Scene scene)
    {
        await SyncedAsync(scene);
        var key = new ConnectionKey(scene.Tenant.Id, new MemberId("admin"), scene.Connection);
        var store = scene.Tenant.Host.Services.GetRequiredService<ConnectionStore>();
        await store.ChangeStandingAsync(
            key, stored => stored.Standing with
            {
                Status = ConnectionStatus.Paused,
                Problem = new ConnectionProblem("brake", "Too much."),
                Due = null
            }, CancellationToken.None);
        return new ApiCall { Body = Scene.Json("""{ "decision": "apply" }""") };
    }

    private static async Task<ApiCall> DeniedAsync(Scene scene)
    {
        var state = (await ComeBackAsync(scene)).Text("state");
        return new ApiCall { Body = Scene.Json($$"""{ "error": "access_denied", "state": "{{state}}" }""") };
    }
}
