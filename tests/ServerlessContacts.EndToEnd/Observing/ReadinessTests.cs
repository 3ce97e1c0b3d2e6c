using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Tests.Functions;
using ServerlessContacts.Tests.LocalHost;

namespace ServerlessContacts.EndToEnd.Observing;

/// <summary>Whether storage can be reached, part by part, whatever happens to it.</summary>
public sealed class ReadinessTests
{
    private static readonly ApiDocument Document = new();

    [Fact]
    public async Task Readiness_turns_red_with_the_part_that_is_away_and_green_again()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString);
        Assert.Equal($$"""{"status":"ready","backups":"none","parts":{{Parts("ok", "ok")}}}""", (await AskAsync(host)).Is(HttpStatusCode.OK).Text);
        var blobs = host.Services.GetRequiredService<StorageClients>().Blobs.GetBlobContainerClient(First(host, StorageKind.Container));
        await blobs.DeleteAsync();
        await UntilAsync(host, HttpStatusCode.ServiceUnavailable);
        var red = await AskAsync(host);
        Assert.Equal(
            $$$"""{"tables":{"status":"ok"},"blobs":{"status":"missing","missing":["{{{blobs.Name}}}"]},"queues":{"status":"ok"}}""",
            red.Problem(503, "not-ready")["parts"]!.ToJsonString());
        Assert.Equal("2", red.Headers["Retry-After"]);
        (await host.Anonymous().GetAsync("health")).Is(HttpStatusCode.OK);
        await blobs.CreateIfNotExistsAsync();
        await UntilAsync(host, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whether_there_are_backups_is_told_and_once_in_the_log_that_there_are_none()
    {
        await using var azurite = await Azurite.StartAsync();
        await using (var without = await ServiceHost.StartAsync(azurite.ConnectionString))
        {
            Assert.Single(without.Log.Events, line => line.Contains("No backups are made", StringComparison.Ordinal));
        }

        await using var with = await ServiceHost.StartAsync(azurite.ConnectionString, ("Backup", azurite.ConnectionString));
        Assert.Equal("configured", (await AskAsync(with)).Json().Text("backups"));
        Assert.DoesNotContain(with.Log.Events, line => line.Contains("No backups are made", StringComparison.Ordinal));
    }

    /// <summary>Each part is asked once, however many ask; who refuses is told from who is away, and nothing of the account is told.</summary>
    [Fact]
    public async Task Many_who_ask_are_one_question_to_storage()
    {
        await using var storage = await Collector.StartAsync(403);
        var health = Health(storage.Url);
        var reports = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => health.ReadAsync()));
        Assert.All(reports, report => Assert.Equal(Everywhere(PartStatus.Refused), report));
        Assert.Equal(3, storage.Requests);
        await health.ReadAsync();
        Assert.Equal(3, storage.Requests);
        await Task.Delay(StorageHealth.Kept + TimeSpan.FromMilliseconds(200));
        await health.ReadAsync();
        Assert.Equal(6, storage.Requests);
    }

    [Fact]
    public async Task Storage_that_never_answers_is_not_waited_for()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var start = TimeProvider.System.GetTimestamp();
        var report = await Health($"http://{silent.LocalEndpoint}").ReadAsync();
        Assert.Equal(Everywhere(PartStatus.Unreachable), report);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), StorageHealth.Patience - TimeSpan.FromMilliseconds(100), StorageHealth.Patience + TimeSpan.FromMinutes(1));
    }

    private static StorageHealth Health(string url)
    {
        var connection = $"DefaultEndpointsProtocol=http;AccountName={Azurite.AccountName};AccountKey={Azurite.AccountKey};BlobEndpoint={url}/b;QueueEndpoint={url}/q;TableEndpoint={url}/t;";
        StorageNeed[] needs = [new(StorageKind.Table, "rows"), new(StorageKind.Container, "files"), new(StorageKind.Queue, "messages")];
        return new StorageHealth(new StorageClients(TestHost.Settings([("Storage", connection)])), needs, TimeProvider.System);
    }

    private static StorageReport Everywhere(PartStatus status) => new(PartReport.Of(status), PartReport.Of(status), PartReport.Of(status));

    private static string First(ServiceHost host, StorageKind kind) => host.Services.GetServices<StorageNeed>().First(need => need.Kind == kind).Name;

    private static string Parts(string others, string blobs) => $$$"""{"tables":{"status":"{{{others}}}"},"blobs":{"status":"{{{blobs}}}"},"queues":{"status":"{{{others}}}"}}""";

    private static Task UntilAsync(ServiceHost host, HttpStatusCode status) => StorageHost.UntilAsync(async () => (await AskAsync(host)).Status == status);

    /// <summary>As anybody, held against its description.</summary>
    private static async Task<ApiAnswer> AskAsync(ServiceHost host)
    {
        var answer = await host.Anonymous().GetAsync("health/ready");
        Assert.Empty(new AnswerContract(Document, Document.Operations.Single(operation => operation.Id == "getReadiness")).Violations(answer));
        Assert.DoesNotContain(Azurite.AccountName, answer.Text, StringComparison.Ordinal);
        return answer;
    }
}
