using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.EndToEnd.Api;

internal static partial class Exchanges
{
    private static Dictionary<string, IReadOnlyList<Exchange>> Contacts => new(StringComparer.Ordinal)
    {
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
        ["deletePhoto"] = [Exchange.Of(
            204, async scene => new ApiCall { Match = await scene.TagAsync($"contacts/{scene.Contact}/photo") })],
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
    };

    private static async Task<ApiCall> CalledAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync("interactions", JsonNode.Parse(Call)!.AsObject())).Is(HttpStatusCode.Created);
        return new ApiCall { Query = $"?contact={scene.Contact}&pageSize=1" };
    }

    private static async Task<ApiCall> ReuseInteractionKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync(
            "interactions",
            JsonNode.Parse("""{ "kind": "call", "number": "110" }""")!.AsObject(),
            ("Idempotency-Key", "i"))).Is(HttpStatusCode.Created);
        return new ApiCall { Headers = [("Idempotency-Key", "i")], Body = Scene.Json("""{ "kind": "call", "number": "119" }""") };
    }

    private static ApiCall Since(string token) => new() { Query = $"?since={token}" };

    private static async Task<ApiCall> ReuseKeyAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync("contacts", Scene.Internal("one@example.com"), ("Idempotency-Key", "k")))
            .Is(HttpStatusCode.Created);
        return new ApiCall
        {
            Headers = [("Idempotency-Key", "k")],
            Body = Scene.Json("""{ "scope": "shared", "name": { "full": "Another" } }"""),
        };
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

    private static async Task<ApiCall> LabelledAsync(Scene scene)
    {
        (await scene.Administrator.PostAsync(
            "contacts", JsonNode.Parse("""{ "name": { "full": "Ada" }, "labels": ["Friends"] }""")!.AsObject())).Is(HttpStatusCode.Created);
        return new ApiCall { Part = "Friends" };
    }
}
