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
    private const string Ready = """{"status":"ready","parts":{"tables":{"status":"ok"},"blobs":{"status":"ok"},"queues":{"status":"ok"}}}""";

    private static readonly ApiDocument Document = new();

    [Fact]
    public async Task Readiness_turns_red_with_the_part_that_is_away_and_green_again()
    {
        var azurite = await Azurite.StartAsync();
        try
        {
            await using var host = await ServiceHost.StartAsync(azurite.ConnectionString);
            Assert.Equal(Ready, (await AskAsync(host)).Is(HttpStatusCode.OK).Text);
            var containers = host.Services.GetServices<StorageNeed>().Where(need => need.Kind == StorageKind.Container).Select(need => need.Name);
            var blobs = host.Services.GetRequiredService<StorageClients>().Blobs.GetBlobContainerClient(containers.First());
            await blobs.DeleteAsync();
            await StorageHost.UntilAsync(async () => (await AskAsync(host)).Text == Ready.Replace("ready", "notReady", StringComparison.Ordinal).Replace("\"blobs\":{\"status\":\"ok\"}", "\"blobs\":{\"status\":\"missing\"}", StringComparison.Ordinal));
            await blobs.CreateIfNotExistsAsync();
            await StorageHost.UntilAsync(async () => (await AskAsync(host)).Status == HttpStatusCode.OK);
            await azurite.DisposeAsync();
            await StorageHost.UntilAsync(async () => (await AskAsync(host)).Status == HttpStatusCode.ServiceUnavailable);
            var gone = await AskAsync(host);
            Assert.Equal(Ready.Replace("ready", "notReady", StringComparison.Ordinal).Replace("\"ok\"", "\"unreachable\"", StringComparison.Ordinal), gone.Is(HttpStatusCode.ServiceUnavailable).Text);
            Assert.Equal("2", gone.Headers["Retry-After"]);
            (await host.Anonymous().GetAsync("health")).Is(HttpStatusCode.OK);
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }

    /// <summary>Each part is asked once, however many ask; who refuses is told from who is away, and nothing of the account is told.</summary>
    [Fact]
    public async Task Many_who_ask_are_one_question_to_storage()
    {
        await using var storage = await Collector.StartAsync(403);
        var health = Health(storage.Url);
        var reports = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => health.ReadAsync()));
        Assert.All(reports, report => Assert.Equal(new StorageReport(PartStatus.Refused, PartStatus.Refused, PartStatus.Refused), report));
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
        Assert.Equal(new StorageReport(PartStatus.Unreachable, PartStatus.Unreachable, PartStatus.Unreachable), report);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), StorageHealth.Patience - TimeSpan.FromMilliseconds(100), StorageHealth.Patience + TimeSpan.FromSeconds(5));
    }

    private static StorageHealth Health(string url)
    {
        var connection = $"DefaultEndpointsProtocol=http;AccountName={Azurite.AccountName};AccountKey={Azurite.AccountKey};BlobEndpoint={url}/b;QueueEndpoint={url}/q;TableEndpoint={url}/t;";
        StorageNeed[] needs = [new(StorageKind.Table, "rows"), new(StorageKind.Container, "files"), new(StorageKind.Queue, "messages")];
        return new StorageHealth(new StorageClients(TestHost.Settings([("Storage", connection)])), needs, TimeProvider.System);
    }

    /// <summary>As anybody, held against its description.</summary>
    private static async Task<ApiAnswer> AskAsync(ServiceHost host)
    {
        var answer = await host.Anonymous().GetAsync("health/ready");
        Assert.Empty(new AnswerContract(Document, Document.Operations.Single(operation => operation.Id == "getReadiness")).Violations(answer));
        Assert.DoesNotContain(Azurite.AccountName, answer.Text, StringComparison.Ordinal);
        return answer;
    }
}
