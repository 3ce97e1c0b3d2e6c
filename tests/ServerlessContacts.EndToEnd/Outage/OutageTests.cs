using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using ServerlessContacts.Simulators.Microsoft;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Outage;

/// <summary>Storage is away for half a minute while people edit and search, a file is imported and an account is synchronised.</summary>
public sealed partial class OutageTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Rows = 20_000;
    private const int Theirs = 1_000;

    private static readonly TimeSpan Half = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Met creating = new("contacts made");
    private readonly Met writing = new("contacts changed");
    private readonly Met searching = new("searches");
    private Azurite? azurite;
    private Cable? cable;
    private SimulatedProviders? providers;
    private ServiceHost? host;

    private ServiceHost Host => host!;

    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        cable = new Cable(azurite);
        var port = ServiceHost.FreePort();
        providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri($"http://127.0.0.1:{port}"));
        host = await ServiceHost.StartAsync(cable.ConnectionString, TimeProvider.System, port, providers.Settings);
    }

    public async Task DisposeAsync()
    {
        await host!.DisposeAsync();
        await providers!.DisposeAsync();
        await cable!.DisposeAsync();
        await azurite!.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_and_nothing_is_done_twice()
    {
        var tenant = await Host.NewTenantAsync();
        var import = await ImportAsync(tenant.Manager);
        var (connection, run, mailbox) = await SynchroniseAsync(tenant.Anna);
        using var stop = new CancellationTokenSource();
        Editor[] editors = [.. Enumerable.Range(0, 3).Select(number => new Editor(tenant.Manager, $"editor{number}", creating, writing))];
        Task[] callers = [.. editors.Select(editor => editor.WorkAsync(stop.Token)), SearchAsync(tenant.Ben, stop.Token)];
        await UntilAsync(async () => (await GetAsync(tenant.Manager, $"imports/{import}"))["rows"]!.Number("total") > 500);
        Assert.Equal(HttpStatusCode.OK, await ReadinessAsync());

        await CutAsync();
        var since = Stopwatch.StartNew();
        await UntilAsync(async () => await ReadinessAsync() == HttpStatusCode.OK);
        output.WriteLine($"ready again after {since.Elapsed.TotalSeconds:0.0} s");
        var imported = await EndAsync(tenant.Manager, $"imports/{import}");
        output.WriteLine($"import over after {since.Elapsed.TotalSeconds:0.0} s");
        var synced = await EndAsync(tenant.Anna, $"connections/{connection}/runs/{run}");
        output.WriteLine($"sync over after {since.Elapsed.TotalSeconds:0.0} s");
        await stop.CancelAsync();
        await Task.WhenAll(callers).WaitAsync(Patience);

        Report();
        Assert.Empty(creating.Wrong.Concat(writing.Wrong).Concat(searching.Wrong));
        Assert.NotEqual(0, creating.PutOff + writing.PutOff);
        Assert.Empty(await PoisonedAsync());
        Assert.Equal(("done", Rows, Rows), (imported.Text("status"), imported["rows"]!.Number("total"), imported["rows"]!.Number("created")));
        Assert.Equal("done", synced.Text("status"));
        await DemandEveryContactOnceAsync(tenant, editors);
        Assert.Equal(Theirs, mailbox.All.Count);
        Assert.Equal(Theirs, (await GetAsync(tenant.Anna, "contacts?scope=personal&pageSize=1")).Number("total"));
    }

    /// <summary>What was put off, and what failed and was begun again.</summary>
    private void Report()
    {
        Array.ForEach([creating, writing, searching], met => output.WriteLine(met.ToString()));
        var failed = Host.Log.Events.Select(line => FailedFunction().Match(line)).Where(match => match.Success).CountBy(match => match.Groups["name"].Value);
        output.WriteLine($"failed and begun again: {string.Join(", ", failed.Select(function => $"{function.Key} {function.Value} times"))}");
    }

    private async Task<IReadOnlyList<string>> PoisonedAsync()
    {
        var queues = new QueueServiceClient(azurite!.ConnectionString);
        List<string> poisoned = [];
        await foreach (var queue in queues.GetQueuesAsync())
        {
            if (queue.Name.EndsWith("-poison", StringComparison.Ordinal) && (await queues.GetQueueClient(queue.Name).GetPropertiesAsync()).Value.ApproximateMessagesCount > 0)
            {
                poisoned.Add(queue.Name);
            }
        }

        return poisoned;
    }

    /// <summary>Half the time nobody answers, half the time nobody is there.</summary>
    private async Task CutAsync()
    {
        cable!.Turn(CableState.Silent);
        await UntilAsync(async () => await ReadinessAsync() == HttpStatusCode.ServiceUnavailable);
        await Task.Delay(Half);
        cable.Turn(CableState.Refused);
        await Task.Delay(Half);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadinessAsync());
        Assert.Equal(HttpStatusCode.OK, (await Host.Anonymous().GetAsync("health")).Status);
        cable.Turn(CableState.Whole);
    }

    private async Task DemandEveryContactOnceAsync(TestTenant tenant, IEnumerable<Editor> editors)
    {
        var expected = editors.SelectMany(editor => editor.Acknowledged).Select(made => $"{made.Key} {made.Value} {made.Key}");
        output.WriteLine($"{expected.Count()} contacts made and changed");
        List<JsonObject> found = [];
        for (var next = "contacts?scope=shared&pageSize=1000"; next is not null;)
        {
            var page = await GetAsync(tenant.Manager, next);
            found.AddRange(page.List("items"));
            next = page["continuation"] is { } more ? $"contacts?scope=shared&pageSize=1000&continuation={more}" : null;
        }

        var (imported, made) = (found.ToLookup(contact => contact["emails"]!.AsArray().Count > 0)[true], found.Where(contact => contact["emails"]!.AsArray().Count == 0));
        Assert.Equal(expected.Order(StringComparer.Ordinal), made.Select(contact => $"{contact.Text("id")} {contact["name"]!.Text("full")} {contact.Text("notes")}").Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => $"p{row}@example.com").Order(StringComparer.Ordinal), imported.Select(contact => contact.List("emails")[0].Text("address")).Order(StringComparer.Ordinal));
    }

    private async Task SearchAsync(ApiClient caller, CancellationToken until)
    {
        for (var number = 0; !until.IsCancellationRequested; number++)
        {
            await searching.OnceAsync(() => caller.GetAsync($"search?q=person%20{number % 100}"));
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    private static async Task<string> ImportAsync(ApiClient manager)
    {
        var csv = new StringBuilder("name,email,company\n");
        for (var row = 0; row < Rows; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"Person {row},p{row}@example.com,Company {row % 50}\n");
        }

        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv.ToString()));
        return (await manager.SendAsync(HttpMethod.Post, "imports?fileName=people.csv", file)).Json(HttpStatusCode.Created).Text("id");
    }

    private async Task<(string Connection, string Run, GraphMailbox Mailbox)> SynchroniseAsync(ApiClient member)
    {
        var account = providers!.Microsoft.Accounts.Add("anna@example.com", "Anna");
        var mailbox = providers.Graph.Mailbox(account);
        for (var number = 0; number < Theirs; number++)
        {
            mailbox.Add(new JsonObject { ["givenName"] = $"Given{number}", ["surname"] = "Theirs" });
        }

        var begun = (await member.PostAsync("connections", new JsonObject { ["provider"] = "microsoft", ["account"] = account.Email })).Json(HttpStatusCode.Created);
        var consent = await providers.ConsentAsync(begun.Text("authorizeUrl"));
        var id = begun.Text("id");
        (await member.PostAsync($"connections/{id}/authorize", new JsonObject { ["code"] = consent["code"], ["state"] = consent["state"] })).Is(HttpStatusCode.OK);
        return (id, (await member.PostAsync($"connections/{id}/start")).Json(HttpStatusCode.Accepted).Text("run"), mailbox);
    }

    private static async Task<JsonObject> EndAsync(ApiClient caller, string path)
    {
        var found = new JsonObject();
        await UntilAsync(async () => (found = await GetAsync(caller, path)).Text("status") is not ("queued" or "running" or "waiting"));
        return found;
    }

    private static async Task<JsonObject> GetAsync(ApiClient caller, string path) => (await caller.GetAsync(path)).Json();

    [GeneratedRegex(@"^Error: (?<name>\w+) failed after", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FailedFunction();

    private async Task<HttpStatusCode> ReadinessAsync() => (await Host.Anonymous().GetAsync("health/ready")).Status;

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var since = Stopwatch.StartNew(); !await condition(); await Task.Delay(TimeSpan.FromMilliseconds(200)))
        {
            if (since.Elapsed > Patience)
            {
                throw new TimeoutException("It did not come to that.");
            }
        }
    }
}
