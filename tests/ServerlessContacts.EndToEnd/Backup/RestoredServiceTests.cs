using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Backup;
using ServerlessContacts.Contacts;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.EndToEnd.Dev;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Simulators;
using ServerlessContacts.Store;

namespace ServerlessContacts.EndToEnd.Backup;

/// <summary>From one account to another by way of a third, with the functions that are deployed and the command that operators have.</summary>
public sealed class RestoredServiceTests
{
    private static readonly byte[] Png = PhotoTests.Png;

    /// <summary>The import is large enough for the backup to go on while others write.</summary>
    private const int Imported = 600;

    private static readonly string File = "name,email\n" + string.Concat(Enumerable.Range(0, Imported).Select(i => $"Person {i},p{i}@restored.example\n"));

    [Fact]
    public async Task A_service_goes_on_in_the_account_that_a_backup_was_restored_into()
    {
        await using var old = await Azurite.StartAsync();
        await using var second = await Azurite.StartAsync();
        await using var empty = await Azurite.StartAsync();
        var port = ServiceHost.FreePort();
        await using var providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri($"http://127.0.0.1:{port}"));
        (string, string)[] settings = [.. providers.Settings, ("Backup", second.ConnectionString), ("Backup:Budget", "00:00:00.300")];

        Left left;
        await using (var host = await ServiceHost.StartAsync(old.ConnectionString, TimeProvider.System, port, settings))
        {
            await host.NewTenantAsync();
            left = await LiveAsync(await host.NewTenantAsync(), providers);
        }

        using var folder = new DevFolder();
        (string, string)[] accounts = [("Backup", second.ConnectionString), ("Storage", empty.ConnectionString)];
        using (var restore = DevCommand.Start(folder.Local, accounts, "restore", "newest"))
        {
            Assert.Equal((0, ""), (await restore.ExitAsync(), restore.Errors));
            Assert.Matches(@"(?m)^Backup \d{8}-\d{6} is restored: [\d,]+ rows of [\d,]+ partitions, [\d,]+ blobs\.$", restore.Output);
        }

        await using (var host = await ServiceHost.StartAsync(empty.ConnectionString, TimeProvider.System, port, settings))
        {
            await GoesOnAsync(new TestTenant(host, left.Tenant), left, providers);
        }

        await DemandOneTenantAloneAsync(folder, second, left.Tenant);
        using var refused = DevCommand.Start(folder.Local, [("Backup", second.ConnectionString), ("Storage", old.ConnectionString)], "restore", "newest");
        Assert.Equal(1, await refused.ExitAsync());
        Assert.Contains("The table is not empty", refused.Output, StringComparison.Ordinal);
    }

    private static async Task DemandOneTenantAloneAsync(DevFolder folder, Azurite backups, TenantId tenant)
    {
        await using var alone = await Azurite.StartAsync();
        (string, string)[] accounts = [("Backup", backups.ConnectionString), ("Storage", alone.ConnectionString)];
        using (var list = DevCommand.Start(folder.Local, accounts, "restore"))
        {
            Assert.Equal((0, ""), (await list.ExitAsync(), list.Errors));
            Assert.Matches(@"│ \d{8}-\d{6} │ [-\d]+ [:\d]+Z +│ +[\d,]+ +│ +[\d,]+ +│", list.Output);
        }

        using (var restore = DevCommand.Start(folder.Local, accounts, "restore", "newest", "--tenant", tenant.Value))
        {
            Assert.Equal((0, ""), (await restore.ExitAsync(), restore.Errors));
        }

        var partitions = await new TableClient(alone.ConnectionString, StoreRegistration.TableName).QueryAsync<TableEntity>(select: ["PartitionKey"]).Select(row => row.PartitionKey).Distinct().ToListAsync();
        Assert.Contains($"{tenant}~d", partitions);
        Assert.All(partitions, partition => Assert.True(partition.StartsWith($"{tenant}~", StringComparison.Ordinal) || partition.StartsWith('~'), partition));
    }

    private static async Task<Left> LiveAsync(TestTenant tenant, SimulatedProviders providers)
    {
        var import = await ImportAsync(tenant.Manager);
        var pictured = (await tenant.Anna.PostAsync("contacts", Named("Pia Pictured"))).Json(HttpStatusCode.Created);
        (await tenant.Anna.PutAsync($"contacts/{pictured.Text("id")}/photo", Png)).Is(HttpStatusCode.OK);
        var account = providers.Google.Accounts.Add($"z{Guid.NewGuid():N}@example.com", "Anna");
        var connection = await ConnectAsync(tenant.Anna, providers, account);
        await SyncAsync(tenant.Anna, connection, "start");

        var before = new FeedCopy(tenant.Anna, 500);
        await before.CatchUpAsync();
        var written = await BackUpAsync(tenant);

        var late = (await tenant.Manager.PostAsync("contacts", Shared("Lea Late"))).Json(HttpStatusCode.Created);
        var changed = await ChangeAsync(tenant.Manager, written[0], "Changed too late");
        var beyond = new FeedCopy(tenant.Anna, 500);
        await beyond.CatchUpAsync();
        return new Left(tenant.Id, import, pictured.Text("id"), connection, account, written, late.Text("id"), changed, before.Token!, beyond.Token!);
    }

    /// <summary>Backs up while contacts are made and changed one after the other; their ids.</summary>
    private static async Task<IReadOnlyList<string>> BackUpAsync(TestTenant tenant)
    {
        var written = new List<string>();
        var backups = tenant.Host.Services.GetRequiredService<Backups>();
        await tenant.Host.Services.GetRequiredService<BackupStart>().RunAsync(default);
        do
        {
            written.Add((await tenant.Manager.PostAsync("contacts", Shared($"Written {written.Count}"))).Json(HttpStatusCode.Created).Text("id"));
            await ChangeAsync(tenant.Manager, written[written.Count / 2], "Written meanwhile");
        }
        while ((await backups.AllAsync(default)).Count == 0);
        return written;
    }

    private static async Task GoesOnAsync(TestTenant tenant, Left left, SimulatedProviders providers)
    {
        // Search, and what belongs to contacts.
        Assert.Equal(Imported, await FoundAsync(tenant.Anna, "restored.example"));
        Assert.Equal(0, await FoundAsync(tenant.Anna, "Lea Late"));
        Assert.Equal(Png, (await tenant.Anna.GetAsync($"contacts/{left.Pictured}/photo")).Is(HttpStatusCode.OK).Bytes);

        // Followers: who stands in what was restored goes on, who stands beyond starts over.
        (await tenant.Anna.GetAsync($"changes?since={left.Beyond}")).Problem(410, "feed-expired");
        await AssertIsListAsync(tenant.Anna, left.Before);

        // Edits: no entity tag of what is lost ever fits again.
        var first = (await tenant.Manager.GetAsync($"contacts/{left.Written[0]}")).Is(HttpStatusCode.OK);
        Assert.NotEqual(left.Changed, first.ETag);
        (await tenant.Manager.PatchAsync($"contacts/{left.Written[0]}", Named("Nobody"), left.Changed)).Problem(412, "precondition-failed");
        var edited = await ChangeAsync(tenant.Manager, left.Written[0], "Edited again");
        Assert.True(Sequence(edited) > 1_000_000_000, edited);
        Assert.Equal(1, await FoundAsync(tenant.Anna, "Edited again"));

        // Sync: nothing is doubled on either side, and the consent still serves.
        await SyncAsync(tenant.Anna, left.Connection, "refresh");
        Assert.Single(providers.People.Book(left.Account).People);
        Assert.Equal(1, await FoundAsync(tenant.Anna, "Pia Pictured"));

        // Imports: the same file changes nothing, and the old import can be taken back.
        var again = await GetAsync(tenant.Manager, $"imports/{await ImportAsync(tenant.Manager)}");
        Assert.Equal(Imported, again["rows"]!.Number("unchanged"));
        var undo = (await tenant.Manager.PostAsync($"imports/{left.Import}/undo")).Json(HttpStatusCode.Accepted).Text("id");
        await EndAsync(tenant.Manager, undo);
        Assert.Equal(("done", Imported), ((await GetAsync(tenant.Manager, $"imports/{undo}")).Text("status"), (await GetAsync(tenant.Manager, $"imports/{undo}"))["rows"]!.Number("deleted")));
        Assert.Equal(0, await FoundAsync(tenant.Anna, "restored.example"));
    }

    /// <summary>Goes on with a token, and then has what a newcomer gets.</summary>
    private static async Task AssertIsListAsync(ApiClient caller, string token)
    {
        var fresh = new FeedCopy(caller, 500);
        await fresh.CatchUpAsync();
        var page = (await caller.GetAsync($"changes?limit=500&since={token}")).Json();
        Assert.All(page.List("items").Where(item => item["contact"] is JsonObject), item =>
            Assert.Equal(fresh.Contacts[item.Text("id")].Text("id"), item["contact"]!.Text("id")));
        Assert.Contains(page.List("items"), item => item["contact"]?["name"]?["full"]?.ToString().StartsWith("Written", StringComparison.Ordinal) == true);
    }

    private static async Task<JsonObject> ConnectAsync(ApiClient caller, SimulatedProviders providers, SimulatedAccount account)
    {
        var begun = (await caller.PostAsync("connections", new JsonObject { ["provider"] = "google", ["account"] = account.Email })).Json(HttpStatusCode.Created);
        var consent = (await providers.ConsentAsync(begun.Text("authorizeUrl"))).Where(pair => pair.Key is "code" or "state").Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value));
        var connection = (await caller.PostAsync($"connections/{begun.Text("id")}/authorize", new JsonObject(consent))).Json();
        await StorageHost.UntilAsync(async () => (await GetAsync(caller, $"connections/{begun.Text("id")}")).List("availableGroups").Count > 0);
        return connection;
    }

    private static async Task SyncAsync(ApiClient caller, JsonObject connection, string wish)
    {
        var place = $"connections/{connection.Text("id")}";
        var run = (await caller.PostAsync($"{place}/{wish}")).Json(HttpStatusCode.Accepted).Text("run");
        await StorageHost.UntilAsync(async () => (await GetAsync(caller, $"{place}/runs/{run}")).Text("status") == "done");
    }

    private static async Task<string> ImportAsync(ApiClient caller)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(File));
        var import = (await caller.SendAsync(HttpMethod.Post, "imports?fileName=people.csv", content)).Json(HttpStatusCode.Created).Text("id");
        await EndAsync(caller, import);
        return import;
    }

    private static Task EndAsync(ApiClient caller, string import) =>
        StorageHost.UntilAsync(async () => (await GetAsync(caller, $"imports/{import}")).Text("status") is not ("queued" or "running"));

    private static async Task<string> ChangeAsync(ApiClient caller, string id, string name) =>
        (await caller.PatchAsync($"contacts/{id}", Named(name), (await caller.GetAsync($"contacts/{id}")).ETag)).Is(HttpStatusCode.OK).ETag;

    private static async Task<int> FoundAsync(ApiClient caller, string text) => (await GetAsync(caller, $"search?q={Uri.EscapeDataString(text)}")).Number("total");

    private static async Task<JsonObject> GetAsync(ApiClient caller, string path) => (await caller.GetAsync(path)).Json();

    private static JsonObject Named(string full) => new() { ["name"] = new JsonObject { ["full"] = full } };

    private static JsonObject Shared(string full) => new() { ["scope"] = "shared", ["name"] = new JsonObject { ["full"] = full } };

    private static long Sequence(string etag) => long.Parse(etag.Trim('"'), CultureInfo.InvariantCulture);

    /// <summary>What is known of the old account when it is lost.</summary>
    private sealed record Left(
        ServerlessContacts.Contacts.TenantId Tenant, string Import, string Pictured, JsonObject Connection, SimulatedAccount Account, IReadOnlyList<string> Written, string Late, string Changed, string Before,
        string Beyond);
}
