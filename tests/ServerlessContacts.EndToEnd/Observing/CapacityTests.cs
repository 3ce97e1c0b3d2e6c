using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Observing;

/// <summary>What work asks of storage, as the documentation reckons with it.</summary>
public sealed class CapacityTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Rows = 5_000;
    private const int Theirs = 300;
    private const int Some = 100;
    private const int Runs = 10;

    /// <summary>Bytes of what goes on beside the work.</summary>
    private const double Noise = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How many checkpoints an import stores hangs on how long it takes, and so on the machine.</summary>
    private static readonly (string, string) UncountedCheckpoints = ("Import:CheckpointInterval", "1.00:00:00");

    private readonly List<Measured> measured = [];
    private long looks;
    private Azurite? azurite;
    private StorageCalls? calls;
    private SimulatedProviders? providers;
    private ServiceHost? host;

    private ServiceHost Host => host!;

    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        calls = new StorageCalls(azurite);
        var port = ServiceHost.FreePort();
        providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri($"http://127.0.0.1:{port}"));
        host = await ServiceHost.StartAsync(azurite.ConnectionString, TimeProvider.System, port, [.. providers.Settings, UncountedCheckpoints]);
    }

    public async Task DisposeAsync()
    {
        await host!.DisposeAsync();
        await providers!.DisposeAsync();
        calls!.Dispose();
        await azurite!.DisposeAsync();
    }

    [Fact]
    public async Task Work_asks_of_storage_what_the_documentation_reckons_with()
    {
        var tenant = await Host.NewTenantAsync();
        await tenant.Manager.GetAsync("contacts?scope=shared&pageSize=1");
        await tenant.Anna.GetAsync("search?q=a");
        await MeasureAsync("new row of an import", Rows, () => ImportAsync(tenant, "one"));
        await MeasureAsync("unchanged row of an import", Rows, () => ImportAsync(tenant, "one"));
        await MeasureAsync("changed row of an import", Rows, () => ImportAsync(tenant, "two"));
        await MeasureAsync("search, when nobody has searched for two seconds", 6, () => TimesAsync(6, async number =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2.2));
            return await tenant.Anna.GetAsync($"search?q=person%20{number}");
        }));
        var ids = new List<string>();
        await MeasureAsync("contact made", Some, () => TimesAsync(Some, async number =>
        {
            var made = await tenant.Anna.PostAsync("contacts", new JsonObject { ["name"] = new JsonObject { ["full"] = $"Made {number}" } });
            ids.Add(made.Json(HttpStatusCode.Created).Text("id"));
            return made;
        }));
        await MeasureAsync("contact read", Some, () => TimesAsync(Some, number => tenant.Anna.GetAsync($"contacts/{ids[number]}")));
        await MeasureAsync("contact changed", Some, () => TimesAsync(Some, number => tenant.Anna.PatchAsync($"contacts/{ids[number]}", new JsonObject { ["notes"] = "x" }, "*")));
        await MeasureAsync("call or message", Some, () => TimesAsync(Some, number => tenant.Anna.PostAsync(
            "interactions", new JsonObject { ["kind"] = "call", ["contact"] = ids[number] })));
        await SynchroniseAsync(tenant, tenant.Ben);
        DemandAsDocumented();
    }

    /// <summary>The documentation rounds up, by three fifths at most.</summary>
    private void DemandAsDocumented()
    {
        measured.ForEach(work => output.WriteLine(work.ToString()));
        var documented = CapacityTables.Read().Work;
        Assert.Equal(measured.Select(work => work.What), documented.Keys);
        Assert.All(measured, work =>
        {
            Assert.InRange(work.Tables, documented[work.What].Tables * 0.4, documented[work.What].Tables);
            Assert.InRange(work.Bytes, (documented[work.What].Bytes * 0.4) - Noise, documented[work.What].Bytes + Noise);
        });
    }

    private async Task SynchroniseAsync(TestTenant tenant, ApiClient member)
    {
        var account = providers!.Microsoft.Accounts.Add("ben@example.com", "Ben");
        // Told of changes, a service starts runs of its own, more or fewer by how fast it is.
        providers.Graph.Faults.Set(GraphFault.NotificationDropped, 1);
        var mailbox = providers.Graph.Mailbox(account);
        for (var number = 0; number < Theirs; number++)
        {
            mailbox.Add(new JsonObject { ["givenName"] = $"Given{number}", ["surname"] = "Theirs" });
        }

        var begun = (await member.PostAsync("connections", new JsonObject { ["provider"] = "microsoft", ["account"] = account.Email })).Json(HttpStatusCode.Created);
        var consent = await providers.ConsentAsync(begun.Text("authorizeUrl"));
        var connection = new ConnectionKey(tenant.Id, new MemberId("ben"), begun.Text("id"));
        var place = $"connections/{connection.Id}";
        (await member.PostAsync($"{place}/authorize", new JsonObject { ["code"] = consent["code"], ["state"] = consent["state"] })).Is(HttpStatusCode.OK);
        await MeasureAsync("contact brought in by a sync", Theirs, () => RunAsync(member, connection, $"{place}/start"));
        await MeasureAsync("run of a sync that finds nothing", Runs, () => TimesAsync(Runs, async _ => await RunAsync(member, connection, $"{place}/refresh")));
        foreach (var id in mailbox.All.Keys.Take(Some))
        {
            mailbox.Edit(id, new JsonObject { ["jobTitle"] = "Changed" });
        }

        await MeasureAsync("contact changed at the provider", Some, () => RunAsync(member, connection, $"{place}/refresh"));
    }

    private async Task MeasureAsync(string what, int times, Func<Task> work)
    {
        var (stored, before) = (await BytesAsync(), calls!.Tables - looks);
        await work();
        var after = calls.Tables - looks;
        measured.Add(new Measured(what, (after - before) / (double)times, (await BytesAsync() - stored) / (double)times));
    }

    private static async Task TimesAsync(int times, Func<int, Task<ApiAnswer>> request)
    {
        for (var number = 0; number < times; number++)
        {
            var answer = await request(number);
            Assert.True((int)answer.Status < 300, answer.ToString());
        }
    }

    private async Task<ApiAnswer> RunAsync(ApiClient member, ConnectionKey connection, string wish)
    {
        var run = (await member.PostAsync(wish)).Json(HttpStatusCode.Accepted).Text("run");
        var runs = Host.Services.GetRequiredService<RunStore>();
        await LookUntilAsync(async () => await runs.FindAsync(connection, run, default) is { Status: RunStatus.Done });
        return await member.GetAsync($"connections/{connection.Id}/runs/{run}");
    }

    private async Task ImportAsync(TestTenant tenant, string notes)
    {
        var csv = new StringBuilder("name,email,phone,company,notes\n");
        for (var row = 0; row < Rows; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"Person {row},p{row}@example.com,+8190{row:D8},Company {row % 50},{notes}\n");
        }

        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv.ToString()));
        var id = (await tenant.Manager.SendAsync(HttpMethod.Post, "imports?fileName=people.csv", file)).Json(HttpStatusCode.Created).Text("id");
        var imports = Host.Services.GetRequiredService<Imports>();
        await LookUntilAsync(async () => (await imports.FindAsync(tenant.Id, id, default))!.Record.Status == ImportStatus.Done);
    }

    /// <summary>How often one looks hangs on how fast the machine is, and is no part of the work. A look reads one row.</summary>
    private async Task LookUntilAsync(Func<Task<bool>> isDone)
    {
        using var deadline = new CancellationTokenSource(Patience);
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), deadline.Token);
            looks++;
        }
        while (!await isDone());
    }

    /// <summary>What the account would charge for: https://learn.microsoft.com/archive/blogs/windowsazurestorage/understanding-windows-azure-storage-billing-bandwidth-transactions-and-capacity</summary>
    private async Task<long> BytesAsync()
    {
        var bytes = 0L;
        await foreach (var entity in new TableClient(azurite!.ConnectionString, "contacts").QueryAsync<TableEntity>())
        {
            bytes += 4 + ((entity.PartitionKey.Length + entity.RowKey.Length) * 2);
            bytes += entity.Where(property => property.Key is not ("PartitionKey" or "RowKey" or "odata.etag")).Sum(property => 8 + (property.Key.Length * 2) + Size(property.Value));
        }

        return bytes;
    }

    private static int Size(object? value) => value switch
    {
        byte[] bytes => bytes.Length + 4,
        string text => (text.Length * 2) + 4,
        long or DateTimeOffset or double => 8,
        _ => 4,
    };

    private sealed record Measured(string What, double Tables, double Bytes)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{What}: {Tables:0.####} transactions, {Bytes:0} bytes");
    }
}
