using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Search;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>A member who has used everything leaves and is erased; then every entity and every blob is read, and the others go on.</summary>
public sealed class LeavingMemberTests(ApiFixture fixture) : RunTest(fixture)
{
    /// <summary>What the member and their own contacts have and nobody else in these tests.</summary>
    private static readonly string[] Marks = ["zqenobia", "quillfeather", "zq-member@", "bartolo", "zqwhispered", "77665544", "7766-5544"];

    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. "zqwhispered"u8];

    private string Storage { get; } = fixture.Storage;

    private ApiClient Zoe => Named("Zqenobia Quillfeather", "zq-member@leaves.example");

    [Fact]
    public async Task Nothing_of_the_member_is_left_and_the_others_go_on()
    {
        var shared = await ShareAsync(Person("Olga", "Other", "olga@other.example"));
        var bens = await CreateAsync(Tenant.Ben, Person("Keith", "Kept", "keith@kept.example"));
        var token = await FeedEndAsync();
        var book = await UsedAsync(shared);
        await Host.Services.GetRequiredService<SnapshotBuilder>().BuildAsync(Tenant.Id.Value, default);
        var before = await TracesAsync();
        Assert.All(Marks, mark => Assert.Contains(before, trace => trace.Mark == mark));
        Assert.All(["photos/", "search-snapshots/", "uploads/"], container => Assert.Contains(before, trace => trace.Place.StartsWith(container, StringComparison.Ordinal)));

        var dry = await EraseAsync(new JsonObject { ["member"] = "zoe", ["dryRun"] = true });
        Assert.Equal(before, await TracesAsync());

        var done = await EraseAsync(new JsonObject { ["member"] = "zoe" });
        Assert.Empty(await TracesAsync());
        Assert.Equal("zoe", done.Text("member"));
        Assert.All(
            ["contacts", "connections", "links", "syncItems", "interactions", "favorites", "marks", "imports", "files", "photos"],
            trace => Assert.Equal((true, done["counts"]!.Number(trace)), (done["counts"]!.Number(trace) > 0, dry["counts"]!.Number(trace))));
        Assert.Contains(book.People, person => person.ToJsonString().Contains("Bartolo", StringComparison.Ordinal));

        await OthersGoOnAsync(shared, bens, token);
        await ComesAgainAsNewAsync();
        (await Tenant.Administrator.PostAsync("erasures", new JsonObject { ["member"] = "nobody" })).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wish_that_cannot_be_is_refused()
    {
        await GetAsync(Tenant.Administrator, "tenant");
        await RefusedAsync("""{ "member": "admin" }""", "member-is-caller");
        await RefusedAsync("""{ "member": "admin", "contacts": ["s0-1"] }""", "choice-invalid");
        await RefusedAsync("""{ "dryRun": true }""", "choice-invalid");
        await RefusedAsync("""{ "member": 1 }""", "type-invalid");
        (await Tenant.Anna.PostAsync("erasures", Json("""{ "member": "admin" }"""))).Is(HttpStatusCode.Forbidden);
    }

    private async Task RefusedAsync(string wish, string code)
    {
        var answer = await Tenant.Administrator.PostAsync("erasures", Json(wish));
        Assert.Contains(code, answer.Json(HttpStatusCode.BadRequest).ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Contacts of every origin, one of them deleted, with a picture, stars, calls, and what others say of the member's entry.</summary>
    private async Task<GoogleBook> UsedAsync(JsonObject shared)
    {
        var (connection, book) = await ConnectGoogleAsync(Zoe);
        book.Add(new JsonObject { ["names"] = new JsonArray(new JsonObject { ["givenName"] = "Bartolo", ["familyName"] = "Synced" }) });
        await RunAsync(Zoe, connection, "start");
        var own = await CreateAsync(Zoe, Person("Bartolo", "Own", "bartolo@own.example"));
        (await Zoe.PatchAsync(Path(own), Json("""{ "notes": "zqwhispered", "phones": [{ "number": "090-7766-5544" }] }"""), "*")).Json();
        (await Zoe.PutAsync($"{Path(own)}/photo", Picture, "image/png")).Is(HttpStatusCode.OK);
        var gone = await CreateAsync(Zoe, Person("Bartolo", "Gone"));
        (await Zoe.DeleteAsync(Path(gone), "*")).Is(HttpStatusCode.NoContent);
        await ImportAsync("bartolo.csv", "First Name,Last Name,Phone\nBartolo,Imported,090-7766-5544\nBartolo,Rejected,8.19E+11\n");
        foreach (var contact in new[] { own, shared })
        {
            (await Zoe.PutAsync($"{Path(contact)}/favorite")).Is(HttpStatusCode.NoContent);
            (await Zoe.PostAsync("interactions", Json($$"""{ "kind": "call", "contact": "{{contact.Text("id")}}" }"""))).Is(HttpStatusCode.Created);
        }

        (await Tenant.Ben.PutAsync($"{Path(shared)}/favorite")).Is(HttpStatusCode.NoContent);
        await UntilFoundAsync(Tenant.Ben, "zqenobia");
        Assert.Equal(1, (await GetAsync(Zoe, "contacts?view=favorites&scope=shared")).Number("total"));
        return book;
    }

    private async Task OthersGoOnAsync(JsonObject shared, JsonObject bens, string token)
    {
        await LogsAreDenseAsync();
        await UntilFoundAsync(Tenant.Ben, "zqenobia", 0);
        await UntilFoundAsync(Tenant.Ben, "olga");
        await UntilFoundAsync(Tenant.Ben, "keith");
        (await Tenant.Ben.GetAsync(Path(shared))).Json();
        (await Tenant.Ben.GetAsync(Path(bens))).Json();
        Assert.Equal(1, (await GetAsync(Tenant.Ben, "contacts?view=favorites")).Number("total"));
        var changes = (await GetAsync(Tenant.Ben, $"changes?since={Uri.EscapeDataString(token)}&limit=1000")).List("items");
        Assert.Contains(changes, change => change.Text("id").StartsWith("d-", StringComparison.Ordinal) && change.Text("op") == "deleted");
        await Host.Services.GetRequiredService<SnapshotBuilder>().BuildAsync(Tenant.Id.Value, default);
        Assert.Empty(await TracesAsync());
        Assert.True(await new BlobClient(Storage, SearchStorage.Snapshots, $"{Tenant.Id}/contacts").ExistsAsync());
    }

    /// <summary>With the same id and nothing of what was.</summary>
    private async Task ComesAgainAsNewAsync()
    {
        var anew = Named("Zed Anew", "zed@new.example");
        Assert.Empty((await GetAsync(anew, "connections")).List("items"));
        Assert.Equal(0, (await GetAsync(anew, "contacts?scope=personal")).Number("total"));
        Assert.Equal(0, (await GetAsync(anew, "contacts?view=favorites")).Number("total"));
        Assert.Equal(0, (await GetAsync(anew, "contacts?view=frequent")).Number("total"));
        await CreateAsync(anew, Person("Nadia", "New"));
        await UntilFoundAsync(anew, "nadia");
        await UntilFoundAsync(Tenant.Ben, "zed");
        Assert.Empty(await TracesAsync());
    }

    private async Task ImportAsync(string name, string rows)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(rows));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var id = (await Zoe.SendAsync(HttpMethod.Post, $"imports?scope=personal&fileName={name}", content)).Json(HttpStatusCode.Created).Text("id");
        await StorageHost.UntilAsync(async () => (await GetAsync(Zoe, $"imports/{id}")).Text("status") == "done");
    }

    private async Task<JsonObject> EraseAsync(JsonObject wish)
    {
        var id = (await Tenant.Administrator.PostAsync("erasures", wish)).Json(HttpStatusCode.Accepted).Text("id");
        await StorageHost.UntilAsync(async () => (await GetAsync(Tenant.Administrator, $"erasures/{id}")).Text("status") == "done");
        return await GetAsync(Tenant.Administrator, $"erasures/{id}");
    }

    private async Task<string> FeedEndAsync() => (await GetAsync(Tenant.Ben, "changes?limit=1000")).Text("token");

    private async Task LogsAreDenseAsync()
    {
        var journal = Host.Services.GetRequiredService<Journal>();
        foreach (var partition in new[] { Partition.Directory(Tenant.Id), Partition.Member(Tenant.Id, new("zoe")) })
        {
            var start = await LogStart.ReadAsync(journal, partition, default);
            var changes = await journal.ChangesAsync(partition, start.Through, default).ToListAsync();
            Assert.Equal(await journal.SequenceAsync(partition, default), start.Through + changes.Count);
        }
    }

    private Task<List<(string Place, string Mark)>> TracesAsync() => Everywhere.TracesAsync(Host, Storage, Marks);

    private ApiClient Named(string name, string email) => Host.WithToken(Host.Issuer.Token(new()
    {
        ["tid"] = Tenant.Id.Value,
        ["oid"] = "zoe",
        ["roles"] = new[] { BuiltInRole.Member },
        ["name"] = name,
        ["email"] = email,
    }));
}
