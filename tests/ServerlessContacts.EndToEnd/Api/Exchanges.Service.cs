using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.LocalHost;

namespace ServerlessContacts.EndToEnd.Api;

internal static partial class Exchanges
{
    private static Dictionary<string, IReadOnlyList<Exchange>> Service => new(StringComparer.Ordinal)
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
            Exchange.Of(200,
                async scene => new ApiCall { Match = await scene.TagAsync("tenant"),
                Body = Scene.Json("""{ "country": "fr", "rules": {} }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "country": "Atlantis" }""") }),
            Exchange.Of(400, new ApiCall { Body = Scene.Json("""{ "nmae": "Acme" }""") }),
        ],
    };

    /// <summary>One that is done.</summary>
    private static async Task<ApiCall> ErasedAsync(Scene scene)
    {
        var id = (await scene.Tenant.Administrator.PostAsync("erasures", JsonNode.Parse(Erasure))).Json(HttpStatusCode.Accepted).Text("id");
        await StorageHost.UntilAsync(async () => (await scene.Tenant.Administrator.GetAsync($"erasures/{id}")).Json()
            .Text("status") == "done");
        return new ApiCall { Id = id };
    }
}
