using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.LocalHost;

namespace ServerlessContacts.EndToEnd.Api;

internal static partial class Exchanges
{
    private static Dictionary<string, IReadOnlyList<Exchange>> Imports => new(StringComparer.Ordinal)
    {
        ["listImports"] = [Exchange.Of(200, ImportedListAsync), Exchange.Of(400, new ApiCall { Query = "?pageSize=0" })],
        ["createImport"] =
        [
            Exchange.Of(201, new ApiCall { Body = Rows }),
            Exchange.Of(201, new ApiCall { Query = "?fileName=picture.png&scope=personal", Body = Rows }),
            Exchange.Of(201,
                new ApiCall { Query = "?mapping=%7B%22columns%22:[%7B%22header%22:%22Phone%22,%22field%22:%22phones.number%22%7D]%7D",
                Body = Rows }),
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
            Exchange.Of(200,
                new ApiCall { Part = "branches",
                Body = Scene.Json("""{ "name": "other", "columns": [{ "header": "Tel", "field": "phones.number", "entry": 1 }] }""") }),
            Exchange.Of(400,
                new ApiCall { Part = "branches", Body = Scene.Json("""{ "columns": [{ "header": "Wer", "field": "soul" }] }""") }),
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
        ["getRejectedCards"] = [Exchange.Of(
            200, async scene => new ApiCall { Id = await EndedAsync(scene, await RegisterAsync(scene, "?fileName=people.vcf", Cards)) })],
        ["getRejectedRows"] = [Exchange.Of(200, async scene => new ApiCall { Id = await ImportAsync(scene) })],
        ["exportContacts"] =
        [
            .. new[] { "csv", "google", "outlook", "vcard3", "vcard4" }.Select(
                format => Exchange.Of(200, new ApiCall { Query = $"?format={format}&scope=shared" })),
            Exchange.Of(400, new ApiCall()),
            Exchange.Of(400, new ApiCall { Query = "?format=xlsx" }),
            Exchange.Of(400, new ApiCall { Query = "?format=csv&view=deleted" }),
        ],
        ["listExportLosses"] = [Exchange.Of(200, new ApiCall { Query = "?format=google" }), Exchange.Of(
            400, new ApiCall { Query = "?format=1" })],
    };

    private static async Task<string> RegisterAsync(Scene scene, string query = "", ApiBody? body = null)
    {
        using var rows = new ByteArrayContent((body ?? Rows).Bytes);
        return (await scene.Administrator.SendAsync(HttpMethod.Post, $"imports{query}", rows)).Json(HttpStatusCode.Created).Text("id");
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
        return await EndedAsync(scene, (await scene.Administrator.SendAsync(HttpMethod.Post, "imports", rows)).Json(HttpStatusCode.Created)
            .Text("id"));
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
        (await scene.Administrator.PatchAsync($"contacts/{contact.Text("id")}", new JsonObject { ["notes"] = "Mine" }, "*"))
            .Is(HttpStatusCode.OK);
        return await EndedAsync(scene, (await scene.Administrator.PostAsync($"imports/{import}/undo")).Json(HttpStatusCode.Accepted)
            .Text("id"));
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
