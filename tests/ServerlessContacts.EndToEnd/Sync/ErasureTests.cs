using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Import;
using ServerlessContacts.Search;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>A person who is everywhere is erased; then every entity of the table and every blob of every container is read, and everything else goes on.</summary>
public sealed class ErasureTests(ApiFixture fixture) : RunTest(fixture)
{
    /// <summary>What the person has and nobody else in these tests.</summary>
    private static readonly string[] Marks = ["zebulon", "quartermain", "zq-new@", "zq-old@", "88776655", "8877-6655", "whispered", "was-written-once"];

    private string Storage { get; } = fixture.Storage;

    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. "whispered"u8];

    [Fact]
    public async Task Nothing_of_the_person_is_left_and_all_else_goes_on()
    {
        var other = await ShareAsync(Person("Olga", "Other", "olga@other.example"));
        var (connection, book, item) = await SyncedAsync();
        var shared = await SharedAsync();
        var token = await FeedEndAsync();
        var kept = await ImportAsync("kept.csv", "First Name,Last Name,Email\nKeith,Kept,keith@kept.example\nOlga,Other,olga@other.example\n");
        await ImportedAsync(shared);
        await BesidesAsync(shared, other);
        await Host.Services.GetRequiredService<SnapshotBuilder>().BuildAsync(Tenant.Id.Value, default);
        var personal = (await GetAsync(Tenant.Anna, "search?q=zebulon&scope=personal")).List("sections")[0].List("items")[0].Text("id");
        var before = await TracesAsync();
        Assert.All(Marks, mark => Assert.Contains(before, trace => trace.Mark == mark));
        Assert.Contains(before, trace => trace.Place.StartsWith($"photos/{Tenant.Id}", StringComparison.Ordinal));
        Assert.Contains(before, trace => trace.Place.StartsWith("search-snapshots", StringComparison.Ordinal));

        var dry = await EraseAsync(new JsonObject { ["contacts"] = new JsonArray(shared), ["dryRun"] = true });
        Assert.Contains(personal, dry["alike"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(before, await TracesAsync());

        var done = await EraseAsync(new JsonObject { ["contacts"] = new JsonArray(shared, personal) });
        Assert.Empty(await TracesAsync());
        Assert.All(["contacts", "changes", "links", "syncItems", "interactions", "favorites", "marks", "files", "photos", "snapshots"], trace => Assert.True(done["counts"]!.Number(trace) > 0, trace));

        await AllElseGoesOnAsync(other, kept, shared, token);
        await Host.Services.GetRequiredService<SnapshotBuilder>().BuildAsync(Tenant.Id.Value, default);
        Assert.Empty(await TracesAsync());
        Assert.True(await new BlobClient(Storage, SearchStorage.Snapshots, $"{Tenant.Id}/contacts").ExistsAsync());
        Assert.Contains(book.People, person => (string)person["resourceName"]! == item);
        await ComesBackNoMoreAsync(connection, book, item);
    }

    private async Task AllElseGoesOnAsync(JsonObject other, JsonObject kept, string shared, string token)
    {
        await LogsAreDenseAsync();
        await UntilFoundAsync(Tenant.Anna, "zebulon", 0);
        await UntilFoundAsync(Tenant.Anna, "keith");
        Assert.Null((await GetAsync(Tenant.Anna, "lookup?number=09088776655"))["match"]);
        (await Tenant.Anna.GetAsync($"contacts/{shared}")).Is(HttpStatusCode.NotFound);
        (await Tenant.Manager.PostAsync($"contacts/{shared}/restore")).Is(HttpStatusCode.NotFound);

        var changes = (await GetAsync(Tenant.Anna, $"changes?since={Uri.EscapeDataString(token)}&limit=1000")).List("items");
        Assert.All(changes.Where(change => change.Text("id") == shared), change => Assert.Equal("deleted", change.Text("op")));
        Assert.Contains(changes, change => change.Text("id") == shared);
        Assert.Contains(changes, change => (string?)change["contact"]?["name"]?["family"] == "Kept");

        await UndoneAsync(kept);
        await UntilFoundAsync(Tenant.Anna, "keith", 0);
        (await Tenant.Anna.GetAsync(Path(other))).Json();
        Assert.Equal(1, (await GetAsync(Tenant.Anna, "contacts?view=favorites")).Number("total"));
    }

    /// <summary>The item is still at the provider, is edited there, and everything is listed anew.</summary>
    private async Task ComesBackNoMoreAsync(JsonObject connection, GoogleBook book, string item)
    {
        book.Edit(item, person => person["biographies"] = new JsonArray(new JsonObject { ["value"] = "whispered again" }));
        book.ExpireSyncTokens();
        book.Add(Named("Grace", "Hopper"));
        Assert.Equal("done", (await RunAsync(Tenant.Anna, connection)).Text("status"));
        await UntilFoundAsync(Tenant.Anna, "grace");
        Assert.Empty(await TracesAsync());
        Assert.Contains(book.People, person => (string)person["resourceName"]! == item);
    }

    private async Task<(JsonObject Connection, GoogleBook Book, string Item)> SyncedAsync()
    {
        var (connection, book) = await ConnectGoogleAsync(Tenant.Anna);
        var person = Named("Zebulon", "Quartermain");
        person["emailAddresses"] = new JsonArray(new JsonObject { ["value"] = "zq-new@erase.example" });
        person["biographies"] = new JsonArray(new JsonObject { ["value"] = "whispered" });
        var item = book.Add(person);
        await RunAsync(Tenant.Anna, connection, "start");
        await UntilFoundAsync(Tenant.Anna, "zebulon");
        var found = (await GetAsync(Tenant.Anna, "search?q=zebulon")).List("sections")[0].List("items")[0].Text("id");
        // Both sides change one value, so that a review lies there.
        (await Tenant.Anna.PatchAsync($"contacts/{found}", Json("""{ "notes": "whispered here" }"""), "*")).Json();
        book.Edit(item, there => there["biographies"] = new JsonArray(new JsonObject { ["value"] = "whispered there" }));
        await RunAsync(Tenant.Anna, connection);
        return (connection, book, item);
    }

    /// <summary>A contact with earlier states, a claimed address and a picture.</summary>
    private async Task<string> SharedAsync()
    {
        var contact = Person("Zebulon", "Quartermain", "zq-old@erase.example");
        contact["internal"] = true;
        contact["notes"] = "was-written-once";
        var made = await ShareAsync(contact);
        var changed = await Tenant.Manager.PatchAsync(
            Path(made), Json("""{ "notes": null, "emails": [{ "address": "zq-new@erase.example" }], "phones": [{ "number": "090-8877-6655" }] }"""), "*");
        changed.Json();
        (await Tenant.Manager.PutAsync($"{Path(made)}/photo", Picture, "image/png")).Is(HttpStatusCode.OK);
        return made.Text("id");
    }

    private async Task ImportedAsync(string shared)
    {
        const string Rows = "First Name,Last Name,Email,Phone\nZebulon,Quartermain,zq-new@erase.example,090-8877-6655\nZebulon,Quartermain,,8.19E+11\nPaula,Passed,paula@passed.example,\n";
        await ImportAsync("quartermain-zebulon.csv", Rows, "dryRun=true&");
        await ImportAsync("staff.csv", Rows);
        await new BlobClient(Storage, ImportStorage.Quarantine, $"{Tenant.Id}/old.csv").UploadAsync(new BinaryData(Encoding.Unicode.GetBytes("\ufeffname\nZebulon Quartermain\n")));
        await new BlobClient(Storage, ImportStorage.Quarantine, $"{Tenant.Id}/others.csv").UploadAsync(new BinaryData("name\nOlga Other\n"));
        (await Tenant.Administrator.PostAsync("imports/uploads?fileName=zebulon-quartermain.csv")).Is(HttpStatusCode.Created);
        Assert.NotNull(shared);
    }

    private async Task BesidesAsync(string shared, JsonObject other)
    {
        foreach (var contact in new[] { shared, other.Text("id") })
        {
            (await Tenant.Anna.PutAsync($"contacts/{contact}/favorite")).Is(HttpStatusCode.NoContent);
            (await Tenant.Anna.PostAsync("interactions", Json($$"""{ "kind": "call", "contact": "{{contact}}" }"""))).Is(HttpStatusCode.Created);
        }

        (await Tenant.Administrator.PostAsync("interactions", Json("""{ "kind": "call", "number": "+81 90 8877 6655" }"""))).Is(HttpStatusCode.Created);
    }

    private async Task<JsonObject> ImportAsync(string name, string rows, string query = "")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(rows));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var id = (await Tenant.Administrator.SendAsync(HttpMethod.Post, $"imports?{query}fileName={name}", content)).Json(HttpStatusCode.Created).Text("id");
        await StorageHost.UntilAsync(async () => (await GetAsync(Tenant.Administrator, $"imports/{id}")).Text("status") == "done");
        return await GetAsync(Tenant.Administrator, $"imports/{id}");
    }

    private static JsonObject Named(string given, string family) =>
        new() { ["names"] = new JsonArray(new JsonObject { ["givenName"] = given, ["familyName"] = family }) };

    private async Task UndoneAsync(JsonObject import)
    {
        (await Tenant.Administrator.PostAsync($"imports/{import.Text("id")}/undo")).Is(HttpStatusCode.Accepted);
        await StorageHost.UntilAsync(async () => (await GetAsync(Tenant.Administrator, $"imports/{import.Text("id")}")).Text("status") == "undone");
    }

    private async Task<JsonObject> EraseAsync(JsonObject wish)
    {
        var accepted = await Tenant.Administrator.PostAsync("erasures", wish);
        var id = accepted.Json(HttpStatusCode.Accepted).Text("id");
        Assert.Equal($"/api/erasures/{id}", accepted.Headers["Location"]);
        await StorageHost.UntilAsync(async () => (await GetAsync(Tenant.Administrator, $"erasures/{id}")).Text("status") == "done");
        return await GetAsync(Tenant.Administrator, $"erasures/{id}");
    }

    private Task<List<(string Place, string Mark)>> TracesAsync() => Everywhere.TracesAsync(Host, Storage, Marks);

    private async Task<string> FeedEndAsync()
    {
        var page = await GetAsync(Tenant.Anna, "changes?limit=1000");
        while ((bool)page["more"]!)
        {
            page = await GetAsync(Tenant.Anna, $"changes?limit=1000&since={Uri.EscapeDataString(page.Text("token"))}");
        }

        return page.Text("token");
    }

    private async Task LogsAreDenseAsync()
    {
        var journal = Host.Services.GetRequiredService<Journal>();
        foreach (var partition in Enumerable.Range(0, 8).Select(shard => Partition.Shared(Tenant.Id, shard))
            .Append(Partition.Directory(Tenant.Id)).Append(Partition.Member(Tenant.Id, new("anna"))))
        {
            var start = await LogStart.ReadAsync(journal, partition, default);
            var changes = await journal.ChangesAsync(partition, start.Through, default).ToListAsync();
            Assert.Equal(await journal.SequenceAsync(partition, default), start.Through + changes.Count);
        }
    }
}
