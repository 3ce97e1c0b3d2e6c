using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>By operation: how it succeeds, and how it fails in its own way.</summary>
internal static class Exchanges
{
    private const string NewKey = """{ "name": "Telephones", "scopes": ["lookup"], "expires": "2127-01-31T00:00:00Z" }""";

    private const string Erasure = """{ "contacts": ["s0-nobody", "mnobody-nobody"], "dryRun": true }""";

    private const string Call = """{ "kind": "call", "number": "0312345678", "externalId": "c-1", "at": "2026-03-01T08:00:00Z" }""";

    /// <summary>One good row and one whose number is lost.</summary>
    private static readonly ApiBody Cards = new("BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Never ends\r\n"u8.ToArray());

    private static readonly ApiBody Rows = new("First Name,Last Name,Email,Phone\nAda,Lovelace,ada@example.com,03-1234-5678\nBob,Builder,,8.19E+11\n"u8.ToArray());

    private static readonly ApiBody Mapping = Scene.Json("""{ "columns": [{ "header": "Wer", "field": "name.full" }, { "header": "Tel", "field": "phones.number", "label": "work" }] }""");

    public static IReadOnlyDictionary<string, IReadOnlyList<Exchange>> ByOperation { get; } = new Dictionary<string, IReadOnlyList<Exchange>>(StringComparer.Ordinal)
    {
        ["getHealth"] = [Exchange.Of(200, new ApiCall())],
        ["headHealth"] = [Exchange.Of(200, new ApiCall())],
        ["headReadiness"] = [Exchange.Of(200, new ApiCall())],
        ["headOpenApi"] =
        [
            Exchange.Of(200, new ApiCall()),
            Exchange.Of(304, async scene => Known(await scene.TagAsync("openapi.yaml"))),
        ],
        ["getReadiness"] = [Exchange.Of(200, new ApiCall())],
        ["getOpenApi"] =
        [
            Exchange.Of(200, new ApiCall()),
            Exchange.Of(304, async scene => Known(await scene.TagAsync("openapi.yaml"))),
        ],
        ["listContacts"] =
        [
            Exchange.Of(200, new ApiCall { Query = "?include=provenance" }),
            Exchange.Of(200, new ApiCall { Query = "?pageSize=1&sort=updated&order=desc" }),
            Exchange.Of(200, new ApiCall { Query = "?view=favorites&scope=shared" }),
            Exchange.Of(200, DeletedListAsync),
            Exchange.Of(400, new ApiCall { Query = "?view=none" }),
        ],
        ["createContact"] =
        [
            Exchange.Of(201, new ApiCall { Body = Scene.Json("""{ "name": { "full": "Ada" } }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "birthday": "soon", "colour": 1 }""") }),
            Exchange.Of(409, new ApiCall { Body = Scene.Json(Scene.Internal().ToJsonString()) }),
            Exchange.Of(422, ReuseKeyAsync),
        ],
        ["createContactBatch"] = [Exchange.Of(200, async scene => new ApiCall { Body = Scene.Json(await BatchAsync(scene)) })],
        ["getContact"] =
        [
            Exchange.Of(200, new ApiCall { Query = "?include=provenance" }),
            Exchange.Of(304, async scene => Known(await scene.TagAsync($"contacts/{scene.Contact}"))),
        ],
        ["patchContact"] =
        [
            Exchange.Of(200, new ApiCall { Body = Scene.Json("""{ "notes": "Calls on Mondays", "organization": null }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "name": { "given": null } }""") }),
            Exchange.Of(409, TakeAddressAsync),
        ],
        ["deleteContact"] = [Exchange.Of(204, async scene => new ApiCall { Match = await scene.TagAsync($"contacts/{scene.Contact}") })],
        ["restoreContact"] = [Exchange.Of(200, DeletedAsync), Exchange.Of(409, DeletedAndReplacedAsync)],
        ["putFavorite"] = [Exchange.Of(204, new ApiCall())],
        ["deleteFavorite"] = [Exchange.Of(204, new ApiCall())],
        ["listLabels"] = [Exchange.Of(200, LabelledAsync), Exchange.Of(400, new ApiCall { Query = "?pageSize=0" })],
        ["renameLabel"] =
        [
            Exchange.Of(200, async scene => await LabelledAsync(scene) with { Body = Scene.Json("""{ "name": "Old friends" }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "name": " " }""") }),
        ],
        ["deleteLabel"] = [Exchange.Of(204, LabelledAsync)],
        ["listContactConnections"] = [Exchange.Of(200, new ApiCall()), Exchange.Of(400, new ApiCall { Query = "?pageSize=0" })],
        ["getPhoto"] =
        [
            Exchange.Of(200, new ApiCall()),
            Exchange.Of(304, async scene => Known(await scene.TagAsync($"contacts/{scene.Contact}/photo"))),
        ],
        ["putPhoto"] =
        [
            Exchange.Of(200, new ApiCall { Body = new ApiBody(Scene.Picture) }),
            Exchange.Of(413, new ApiCall { Body = new ApiBody(new byte[Photos.MostBytes + 1]) }),
            Exchange.Of(415, new ApiCall { Body = new ApiBody([1, 2, 3]) }),
        ],
        ["deletePhoto"] = [Exchange.Of(204, async scene => new ApiCall { Match = await scene.TagAsync($"contacts/{scene.Contact}/photo") })],
        ["search"] =
        [
            Exchange.Of(200, new ApiCall { Query = "?q=花子&include=provenance" }),
            Exchange.Of(200, new ApiCall { Query = "?limit=1&highlight=false" }),
            Exchange.Of(304, async scene => Known(await scene.TagAsync("search?q=a")) with { Query = "?q=a" }),
            Exchange.Of(400, new ApiCall { Query = "?scope=everything" }),
            Exchange.Of(400, new ApiCall { Query = "?continuation=none" }),
            Exchange.Of(503, new ApiCall { Query = $"?version={Positions.None.With(Partition.Shared(default, 0), long.MaxValue)}" }),
        ],
        ["lookup"] =
        [
            Exchange.Of(200, new ApiCall { Query = "?number=0312345678" }),
            Exchange.Of(200, new ApiCall { Query = "?number=110" }),
            Exchange.Of(304, async scene => Known(await scene.TagAsync("lookup?number=110")) with { Query = "?number=110" }),
            Exchange.Of(400, new ApiCall()),
        ],
        ["createInteraction"] =
        [
            Exchange.Of(201, new ApiCall { Body = Scene.Json(Call) }),
            Exchange.Of(201, new ApiCall { Body = Scene.Json("""{ "kind": "message", "number": "110", "group": "sales" }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "kind": "call" }""") }),
            Exchange.Of(422, ReuseInteractionKeyAsync),
        ],
        ["listInteractions"] =
        [
            Exchange.Of(200, CalledAsync),
            Exchange.Of(400, new ApiCall()),
            Exchange.Of(404, new ApiCall { Query = "?contact=s0-none" }),
        ],
        ["listChanges"] =
        [
            Exchange.Of(200, new ApiCall()),
            Exchange.Of(200, SinceDeletionAsync),
            Exchange.Of(400, new ApiCall { Query = "?since=yesterday" }),
            Exchange.Of(410, async scene => Since((await scene.Tenant.Anna.GetAsync("changes")).Json().Text("token"))),
        ],
        ["listImports"] = [Exchange.Of(200, ImportedListAsync), Exchange.Of(400, new ApiCall { Query = "?pageSize=0" })],
        ["createImport"] =
        [
            Exchange.Of(201, new ApiCall { Body = Rows }),
            Exchange.Of(201, new ApiCall { Query = "?fileName=picture.png&scope=personal", Body = Rows }),
            Exchange.Of(201, new ApiCall { Query = "?mapping=%7B%22columns%22:[%7B%22header%22:%22Phone%22,%22field%22:%22phones.number%22%7D]%7D", Body = Rows }),
            Exchange.Of(400, new ApiCall { Query = "?mapping=%7B%22columns%22:[]%7D", Body = Rows }),
            Exchange.Of(400, new ApiCall { Query = "?mode=burn", Body = Rows }),
            Exchange.Of(400, new ApiCall { Body = new ApiBody("--x--\r\n"u8.ToArray(), "multipart/form-data; boundary=x") }),
            Exchange.Of(400, new ApiCall { Body = new ApiBody("--x--\r\n"u8.ToArray(), "multipart/form-data") }),
        ],
        ["createImportUpload"] =
        [
            Exchange.Of(201, new ApiCall { Body = Scene.Json("""{ "fileName": "staff.csv" }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "file": "staff.csv" }""") }),
        ],
        ["listImportMappings"] = [Exchange.Of(200, MappedAsync), Exchange.Of(400, new ApiCall { Query = "?pageSize=0" })],
        ["getImportMapping"] = [Exchange.Of(200, MappedAsync), Exchange.Of(404, new ApiCall())],
        ["putImportMapping"] =
        [
            Exchange.Of(200, new ApiCall { Part = "branches", Body = Mapping }),
            Exchange.Of(200, new ApiCall { Part = "branches", Body = Scene.Json("""{ "name": "other", "columns": [{ "header": "Tel", "field": "phones.number", "entry": 1 }] }""") }),
            Exchange.Of(400, new ApiCall { Part = "branches", Body = Scene.Json("""{ "columns": [{ "header": "Wer", "field": "soul" }] }""") }),
            Exchange.Of(400, new ApiCall { Part = new string('x', 101), Body = Mapping }),
        ],
        ["deleteImportMapping"] = [Exchange.Of(204, MappedAsync), Exchange.Of(404, new ApiCall())],
        ["getImport"] =
        [
            Exchange.Of(200, async scene => new ApiCall { Id = await RegisterAsync(scene) }),
            Exchange.Of(200, async scene => new ApiCall { Id = await ImportAsync(scene) }),
            Exchange.Of(200, async scene => new ApiCall { Id = await UnsureAsync(scene) }),
        ],
        ["getImportPlan"] =
        [
            Exchange.Of(200, async scene => new ApiCall { Id = await PlanAsync(scene), Query = "?pageSize=1" }),
            Exchange.Of(200, async scene => new ApiCall { Id = await ImportAsync(scene) }),
            Exchange.Of(400, async scene => new ApiCall { Id = await PlanAsync(scene), Query = "?continuation=1" }),
        ],
        ["getImportReport"] =
        [
            Exchange.Of(200, async scene => new ApiCall { Id = await ReportedAsync(scene) }),
            Exchange.Of(400, async scene => new ApiCall { Id = await ImportAsync(scene), Query = "?continuation=next" }),
        ],
        ["applyImport"] =
        [
            Exchange.Of(202, async scene => new ApiCall { Id = await PlanAsync(scene) }),
            Exchange.Of(409, async scene => new ApiCall { Id = await ImportAsync(scene) }),
        ],
        ["undoImport"] =
        [
            Exchange.Of(202, async scene => new ApiCall { Id = await ImportAsync(scene) }),
            Exchange.Of(409, async scene => new ApiCall { Id = await PlanAsync(scene) }),
        ],
        ["getRejectedCards"] = [Exchange.Of(200, async scene => new ApiCall { Id = await EndedAsync(scene, await RegisterAsync(scene, "?fileName=people.vcf", Cards)) })],
        ["getRejectedRows"] = [Exchange.Of(200, async scene => new ApiCall { Id = await ImportAsync(scene) })],
        ["exportContacts"] =
        [
            .. new[] { "csv", "google", "outlook", "vcard3", "vcard4" }.Select(format => Exchange.Of(200, new ApiCall { Query = $"?format={format}&scope=shared" })),
            Exchange.Of(400, new ApiCall()),
            Exchange.Of(400, new ApiCall { Query = "?format=xlsx" }),
            Exchange.Of(400, new ApiCall { Query = "?format=csv&view=deleted" }),
        ],
        ["listExportLosses"] = [Exchange.Of(200, new ApiCall { Query = "?format=google" }), Exchange.Of(400, new ApiCall { Query = "?format=1" })],
        ["listConnections"] = [Exchange.Of(200, new ApiCall { Query = "?pageSize=1" }), Exchange.Of(400, new ApiCall { Query = "?pageSize=0" })],
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
            Exchange.Of(200, async scene => new ApiCall { Match = await scene.TagAsync($"connections/{scene.Connection}"), Body = Scene.Json("""{ "settings": { "groups": ["g"] } }""") }),
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
            Exchange.Of(204, async scene => new ApiCall { Query = "?contacts=remove", Match = await scene.TagAsync($"connections/{scene.Connection}") }),
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
        ["getRun"] = [Exchange.Of(404, new ApiCall()), Exchange.Of(200, SyncedAsync), Exchange.Of(400, async scene => await LastRunAsync(scene) with { Query = "?pageSize=0" })],
        ["listReviews"] = [Exchange.Of(400, new ApiCall { Query = "?pageSize=0" }), Exchange.Of(200, async scene => await ReviewAsync(scene) with { Query = "?pageSize=1" })],
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
            Exchange.Of(202, new ApiCall { Body = Scene.Json("""{ "value": [{ "subscriptionId": "s", "clientState": "c", "lifecycleEvent": "missed" }] }""") }),
        ],
        ["getSignInPage"] = [Exchange.Of(200, new ApiCall { Query = "?code=c&state=s" })],
        ["listErasures"] = [Exchange.Of(200, ErasedAsync), Exchange.Of(400, new ApiCall { Query = "?pageSize=0" })],
        ["createErasure"] =
        [
            Exchange.Of(202, new ApiCall { Body = Scene.Json(Erasure) }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "contacts": [] }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "contacts": ["d-0"] }""") }),
            Exchange.Of(202, async scene =>
            {
                await scene.Tenant.Ben.GetAsync("tenant");
                return new ApiCall { Body = Scene.Json("""{ "member": "ben", "dryRun": true }""") };
            }),
            Exchange.Of(404, new ApiCall { Body = Scene.Json("""{ "member": "nobody" }""") }),
            Exchange.Of(422, async scene =>
            {
                await scene.Tenant.Administrator.PostAsync("erasures", JsonNode.Parse(Erasure), ("Idempotency-Key", "one"));
                return new ApiCall { Body = Scene.Json("""{ "contacts": ["s0-other"] }"""), Headers = [("Idempotency-Key", "one")] };
            }),
        ],
        ["getErasure"] = [Exchange.Of(200, ErasedAsync)],
        ["listKeys"] = [Exchange.Of(200, new ApiCall { Query = "?pageSize=1" }), Exchange.Of(400, new ApiCall { Query = "?pageSize=0" })],
        ["createKey"] =
        [
            Exchange.Of(201, new ApiCall { Body = Scene.Json(NewKey) }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "name": "Telephones", "scope": "lookup" }""") }),
        ],
        ["getKey"] = [Exchange.Of(200, new ApiCall())],
        ["rotateKey"] = [Exchange.Of(200, new ApiCall())],
        ["revokeKey"] = [Exchange.Of(204, new ApiCall())],
        ["getTenant"] = [Exchange.Of(200, new ApiCall())],
        ["patchTenant"] =
        [
            Exchange.Of(200, async scene => new ApiCall { Match = await scene.TagAsync("tenant"), Body = Scene.Json("""{ "country": "fr", "rules": {} }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "country": "Atlantis" }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "nmae": "Acme" }""") }),
        ],
    };

    /// <summary>One that is done.</summary>
    private static async Task<ApiCall> ErasedAsync(Scene scene)
    {
        var id = (await scene.Tenant.Administrator.PostAsync("erasures", JsonNode.Parse(Erasure))).Json(HttpStatusCode.Accepted).Text("id");
        await StorageHost.UntilAsync(async () => (await scene.Tenant.Administrator.GetAsync($"erasures/{id}")).Json().Text("status") == "done");
        return new ApiCall { Id = id };
    }

    private static ApiCall Known(string tag) => new() { Headers = [("If-None-Match", tag)] };

    private static async Task<ApiCall> CalledAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync("interactions", JsonNode.Parse(Call)!.AsObject())).Is(HttpStatusCode.Created);
        return new ApiCall { Query = $"?contact={scene.Contact}&pageSize=1" };
    }

    private static async Task<ApiCall> ReuseInteractionKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync("interactions", JsonNode.Parse("""{ "kind": "call", "number": "110" }""")!.AsObject(), ("Idempotency-Key", "i"))).Is(HttpStatusCode.Created);
        return new ApiCall { Headers = [("Idempotency-Key", "i")], Body = Scene.Json("""{ "kind": "call", "number": "119" }""") };
    }

    private static ApiCall Since(string token) => new() { Query = $"?since={token}" };

    private static async Task<ApiCall> ReuseConnectionKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync("connections", new JsonObject { ["provider"] = "google" }, ("Idempotency-Key", "c"))).Is(HttpStatusCode.Created);
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
        (await scene.Administrator.PostAsync($"connections/{scene.Connection}/authorize", await ComeBackAsync(scene))).Is(HttpStatusCode.OK);
        return new ApiCall();
    }

    private static async Task<ApiCall> ReuseRunKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync($"connections/{scene.Connection}/start", null, ("Idempotency-Key", "r"))).Is(HttpStatusCode.Accepted);
        return new ApiCall { Headers = [("Idempotency-Key", "r")] };
    }

    private static async Task<ApiCall> ReusePreviewKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync($"connections/{scene.Connection}/preview", null, ("Idempotency-Key", "p"))).Is(HttpStatusCode.Accepted);
        return new ApiCall { Headers = [("Idempotency-Key", "p")] };
    }

    /// <summary>A run that came to its end, after one that looked ahead.</summary>
    private static async Task<ApiCall> SyncedAsync(Scene scene)
    {
        await ConnectedAsync(scene);
        (await scene.Administrator.PostAsync($"connections/{scene.Connection}/start")).Is(HttpStatusCode.Accepted);
        await StorageHost.UntilAsync(async () => (await scene.Administrator.GetAsync($"connections/{scene.Connection}")).Json().Text("status") == "synced");
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
            partition, Operation.New("test"), [new Edit(key, before, Encoding.UTF8.GetBytes(review.ToJsonString()))], CancellationToken.None);
        return new ApiCall { Part = Id };
    }

    /// <summary>As if its run had wanted to take away too much.</summary>
    private static async Task<ApiCall> PausedAsync(Scene scene)
    {
        await SyncedAsync(scene);
        var key = new ConnectionKey(scene.Tenant.Id, new MemberId("admin"), scene.Connection);
        var store = scene.Tenant.Host.Services.GetRequiredService<ConnectionStore>();
        await store.ChangeStandingAsync(
            key, stored => stored.Standing with { Status = ConnectionStatus.Paused, Problem = new ConnectionProblem("brake", "Too much."), Due = null }, CancellationToken.None);
        return new ApiCall { Body = Scene.Json("""{ "decision": "apply" }""") };
    }

    private static async Task<ApiCall> DeniedAsync(Scene scene)
    {
        var state = (await ComeBackAsync(scene)).Text("state");
        return new ApiCall { Body = Scene.Json($$"""{ "error": "access_denied", "state": "{{state}}" }""") };
    }

    private static async Task<ApiCall> ReuseKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync("contacts", Scene.Internal("one@example.com"), ("Idempotency-Key", "k"))).Is(HttpStatusCode.Created);
        return new ApiCall { Headers = [("Idempotency-Key", "k")], Body = Scene.Json("""{ "scope": "shared", "name": { "full": "Another" } }""") };
    }

    private static async Task<string> BatchAsync(Scene scene) => $$"""
        {
          "items": [
            { "contact": { "name": { "full": "Ada" } } },
            { "operation": "create", "contact": { "name": {} } },
            { "operation": "update", "id": "{{scene.Contact}}", "contact": { "notes": "no etag" } },
            { "operation": "delete", "id": "{{scene.Contact}}", "etag": "\"0\"" },
            { "operation": "delete", "id": "{{await NewContactAsync(scene)}}", "etag": "*" },
            { "operation": "invent" },
            5
          ]
        }
        """;

    private static async Task<string> NewContactAsync(Scene scene) =>
        (await scene.Administrator.PostAsync("contacts", Scene.Internal("another@example.com"))).Json(HttpStatusCode.Created).Text("id");

    private static async Task<ApiCall> TakeAddressAsync(Scene scene) =>
        new() { Id = await NewContactAsync(scene), Body = Scene.Json($$"""{ "emails": [{ "address": "{{Scene.Email}}" }] }""") };

    private static async Task<ApiCall> DeletedAsync(Scene scene)
    {
        (await scene.Administrator.DeleteAsync($"contacts/{scene.Contact}", "*")).Is(HttpStatusCode.NoContent);
        return new ApiCall();
    }

    private static async Task<ApiCall> DeletedListAsync(Scene scene)
    {
        await DeletedAsync(scene with { Contact = await NewContactAsync(scene) });
        return new ApiCall { Query = "?view=deleted" };
    }

    private static async Task<ApiCall> DeletedAndReplacedAsync(Scene scene)
    {
        await DeletedAsync(scene);
        (await scene.Administrator.PostAsync("contacts", Scene.Internal())).Is(HttpStatusCode.Created);
        return new ApiCall();
    }

    private static async Task<ApiCall> SinceDeletionAsync(Scene scene)
    {
        var token = (await scene.Administrator.GetAsync("changes")).Json().Text("token");
        await DeletedAsync(scene);
        return Since(token);
    }

    private static async Task<string> RegisterAsync(Scene scene, string query = "", ApiBody? body = null)
    {
        using var rows = new ByteArrayContent((body ?? Rows).Bytes);
        return (await scene.Administrator.SendAsync(HttpMethod.Post, $"imports{query}", rows)).Json(HttpStatusCode.Created).Text("id");
    }

    private static async Task<ApiCall> LabelledAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync("contacts", JsonNode.Parse("""{ "name": { "full": "Ada" }, "labels": ["Friends"] }""")!.AsObject())).Is(HttpStatusCode.Created);
        return new ApiCall { Part = "Friends" };
    }

    private static async Task<ApiCall> MappedAsync(Scene scene)
    {
        (await scene.Administrator.PutAsync("import-mappings/branches", Mapping.Bytes, "application/json")).Is(HttpStatusCode.OK);
        return new ApiCall { Part = "branches" };
    }

    /// <summary>An import with a warning and with columns that no word is known for.</summary>
    private static async Task<string> UnsureAsync(Scene scene)
    {
        using var rows = new ByteArrayContent("Name,Schuhe\nAda,36\n"u8.ToArray());
        return await EndedAsync(scene, (await scene.Administrator.SendAsync(HttpMethod.Post, "imports", rows)).Json(HttpStatusCode.Created).Text("id"));
    }

    private static async Task<string> ImportAsync(Scene scene) => await EndedAsync(scene, await RegisterAsync(scene));

    /// <summary>A dry run, with a row for each way in which one can end.</summary>
    private static async Task<string> PlanAsync(Scene scene)
    {
        await ImportAsync(scene);
        return await EndedAsync(scene, await RegisterAsync(scene, "?dryRun=true"));
    }

    /// <summary>An undo that had to leave a field and a contact.</summary>
    private static async Task<string> ReportedAsync(Scene scene)
    {
        var import = await ImportAsync(scene);
        var contact = (await scene.Administrator.GetAsync("search?q=ada")).Json()["sections"]![0]!["items"]![0]!.AsObject();
        (await scene.Administrator.PatchAsync($"contacts/{contact.Text("id")}", new JsonObject { ["notes"] = "Mine" }, "*")).Is(HttpStatusCode.OK);
        return await EndedAsync(scene, (await scene.Administrator.PostAsync($"imports/{import}/undo")).Json(HttpStatusCode.Accepted).Text("id"));
    }

    private static async Task<string> EndedAsync(Scene scene, string import)
    {
        await StorageHost.UntilAsync(async () => (await scene.Administrator.GetAsync($"imports/{import}")).Json().Text("status") == "done");
        return import;
    }

    private static async Task<ApiCall> ImportedListAsync(Scene scene)
    {
        await ImportAsync(scene);
        return new ApiCall { Query = "?pageSize=1" };
    }
}
