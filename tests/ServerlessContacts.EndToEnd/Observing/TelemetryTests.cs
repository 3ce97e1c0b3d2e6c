using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.EndToEnd.Sync;
using ServerlessContacts.Functions;
using ServerlessContacts.Import;
using ServerlessContacts.Search;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Sync;
using ServerlessContacts.Tests;

namespace ServerlessContacts.EndToEnd.Observing;

/// <summary>What a running service records, logs and exports.</summary>
public sealed class TelemetryTests(ApiFixture fixture) : RunTest(fixture)
{
    private readonly ApiFixture fixture = fixture;

    /// <summary>An import, a search, a look-up and a sync, with people whose particulars nobody else has.</summary>
    [Fact]
    public async Task Nothing_that_is_recorded_or_logged_holds_anything_of_a_contact()
    {
        using var heard = new Heard();
        var import = await ImportAsync("name,email,phone,company\nZenobia Quartzheim,zq-import@quartz.example,+81 3 9876 5432,Quartzheim Works\nBadrow Quartzheim,,8.19E+11,\n");
        var (connection, book) = await ConnectGoogleAsync(Tenant.Anna);
        book.Add(Json("""{ "names": [{ "givenName": "Wilhelmina", "familyName": "Feldspar" }], "emailAddresses": [{ "value": "wf-sync@feldspar.example" }], "phoneNumbers": [{ "value": "+81398765433" }] }"""));
        Assert.Equal("done", (await RunAsync(Tenant.Anna, connection, "start")).Text("status"));
        await UntilFoundAsync(Tenant.Anna, "quartzheim");
        await UntilFoundAsync(Tenant.Anna, "feldspar");
        (await Tenant.Anna.GetAsync("lookup?number=%2B81398765432")).Is(HttpStatusCode.OK);

        string[] particulars = ["zenobia", "quartz", "98765432", "9876 5432", "98765433", "badrow", "wilhelmina", "feldspar", "8.19e"];
        Assert.All(particulars, particular =>
        {
            Assert.DoesNotContain(heard.Words, words => words.Contains(particular, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(Host.Log.Events, line => line.Contains(particular, StringComparison.OrdinalIgnoreCase));
        });
        var ours = heard.Spans.Where(span => Equals(span.GetTagItem(StoreTelemetry.TenantTag), Tenant.Id.Value)).ToList();
        Assert.Contains(ours, span => span.DisplayName == ImportTelemetry.Turn && Equals(span.GetTagItem(ImportTelemetry.ImportTag), import));
        Assert.Contains(ours, span => span.DisplayName == SyncTelemetry.Turn && Equals(span.GetTagItem(SyncTelemetry.ConnectionTag), connection.Text("id")));
        Assert.Contains(ours, span => span.DisplayName == SearchTelemetry.Query && Equals(span.GetTagItem("operation"), "lookup"));
        Assert.Contains(heard.Table("Microsoft.AspNetCore.Hosting"), line => line.StartsWith("http.server.request.duration", StringComparison.Ordinal) && line.Contains("http.route=api/search", StringComparison.Ordinal));
        Assert.Contains(heard.Spans, span => span.Source.Name == "Microsoft.AspNetCore");
        // Metrics name no tenant, import or connection, so that their series are few.
        Assert.DoesNotContain(heard.Table("Microsoft.AspNetCore.Hosting").Concat(heard.Table(ImportTelemetry.Name)), line => line.Contains(Tenant.Id.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_that_nothing_could_handle_are_counted_where_they_lie()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString);
        var queue = host.Services.GetRequiredService<QueueServiceClient>().GetQueueClient(ImportStorage.Queue + PoisonQueues.Suffix);
        await queue.CreateAsync();
        await queue.SendMessageAsync("not a message");
        await queue.SendMessageAsync("nor this");
        using var heard = new Heard();
        await host.Services.GetRequiredService<PoisonQueues>().CountAsync(default);
        // Other services of this process count their own, empty ones.
        Assert.Contains(2, heard.Values(StoreTelemetry.PoisonMessages));
        Assert.Contains(heard.Words, words => words == $"{StoreTelemetry.PoisonMessages} queue=imports-poison");
        Assert.Contains(heard.Words, words => words == $"{StoreTelemetry.PoisonMessages} queue={PoisonQueues.Blobs}");
    }

    [Fact]
    public async Task A_collector_that_is_set_is_sent_metrics_and_traces()
    {
        await using var collector = await Collector.StartAsync();
        await using (var host = await ServiceHost.StartAsync(
            fixture.Storage, (TelemetryExport.Endpoint, collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")))
        {
            var tenant = await host.NewTenantAsync();
            (await tenant.Manager.PostAsync("contacts", new JsonObject { ["scope"] = "shared", ["name"] = new JsonObject { ["full"] = "Zenobia Quartzheim" } })).Is(HttpStatusCode.Created);
            (await tenant.Anna.GetAsync("search?q=quartz")).Is(HttpStatusCode.OK);
        }

        var (metrics, traces) = (collector.Text("/v1/metrics"), collector.Text("/v1/traces"));
        Assert.All(
            [StoreTelemetry.ChangesWritten, SearchTelemetry.IndexDuration, SearchTelemetry.AnswerDuration, "http.server.request.duration", TelemetryExport.ServiceName],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.Contains(SearchTelemetry.Name, traces, StringComparison.Ordinal);
        Assert.DoesNotContain("quartz", metrics + traces, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Without_a_collector_nothing_is_gathered()
    {
        Assert.Null(Host.Services.GetService<MeterProvider>());
        Assert.Null(Host.Services.GetService<TracerProvider>());
    }

    private async Task<string> ImportAsync(string rows)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(rows));
        var id = (await Tenant.Manager.SendAsync(HttpMethod.Post, "imports?scope=shared&fileName=people.csv", content)).Json(HttpStatusCode.Created).Text("id");
        await StorageHost.UntilAsync(async () => (await Tenant.Manager.GetAsync($"imports/{id}")).Json().Text("status") == "done");
        return id;
    }
}
