using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Blobs;
using ServerlessContacts.Tests.LocalHost;

namespace ServerlessContacts.EndToEnd.LocalHost;

[Collection(AzuriteCollection.Name)]
public sealed class BlobTests
{
    private readonly AzuriteFixture azurite;
    private readonly string name = AzuriteFixture.NewName();
    private readonly BlobContainerClient container;

    public BlobTests(AzuriteFixture azurite)
    {
        this.azurite = azurite;
        container = new BlobContainerClient(azurite.ConnectionString, name);
    }

    [Theory]
    [InlineData(typeof(Client), "demo a: demo/a.csv")]
    [InlineData(typeof(Content), "content")]
    [InlineData(typeof(Reader), "content")]
    [InlineData(typeof(Bytes), "7 bytes")]
    public async Task A_blob_is_bound_with_the_names_of_its_path(Type functions, string entry)
    {
        await container.CreateAsync();
        await UploadAsync("demo/a.csv", "content");
        await using var host = await StartAsync(functions);
        Assert.Equal(entry, await host.Journal.NextAsync());
    }

    [Fact]
    public async Task Each_version_of_a_blob_runs_once_and_others_do_not_run()
    {
        await using var host = await StartAsync(typeof(Client));
        await container.CreateAsync();
        await UploadAsync("demo/a.txt", "no match");
        await UploadAsync("demo/a.csv", "one");
        Assert.Equal("demo a: demo/a.csv", await host.Journal.NextAsync());
        await UploadAsync("demo/a.csv", "two");
        Assert.Equal("demo a: demo/a.csv", await host.Journal.NextAsync());
        await UploadAsync("demo/b.csv", "three");
        Assert.Equal("demo b: demo/b.csv", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_restarted_host_runs_only_what_it_has_not_had()
    {
        await container.CreateAsync();
        await UploadAsync("demo/a.csv", "before");
        var first = await UploadAsync("demo/b.csv", "before");
        await using (var host = await StartAsync(typeof(Client)))
        {
            await host.Journal.NextAsync();
            await host.Journal.NextAsync();
            await StorageHost.UntilAsync(async () => (await Receipts().ReadAsync(first, CancellationToken.None)).Done);
        }

        await UploadAsync("demo/b.csv", "while down");
        await using var restarted = await StartAsync(typeof(Client));
        Assert.Equal("demo b: demo/b.csv", await restarted.Journal.NextAsync());
        await UploadAsync("demo/c.csv", "after");
        Assert.Equal("demo c: demo/c.csv", await restarted.Journal.NextAsync());
    }

    [Fact]
    public async Task A_failing_blob_is_tried_five_times_and_then_reported_to_the_poison_queue()
    {
        await container.CreateAsync();
        var version = await UploadAsync("demo/é.csv", "bad");
        await using var host = await StartAsync(typeof(Failing));
        for (var expected = 1; expected <= 5; expected++)
        {
            Assert.Equal("try", await host.Journal.NextAsync());
        }

        var poison = await PoisonAsync();
        Assert.Equal(
            $$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.Failing","BlobType":"BlockBlob","ContainerName":"{{name}}","BlobName":"demo/é.csv","ETag":"\"{{version.ETag.ToString().Trim('"')}}\""}""",
            poison);
        await UploadAsync("demo/good.csv", "good");
        Assert.Equal("good", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_blob_that_killed_its_process_five_times_is_not_run_again()
    {
        await container.CreateAsync();
        await Receipts().EnsureExistsAsync(CancellationToken.None);
        var version = await UploadAsync("demo/deadly.csv", "deadly");
        await Receipts().WriteAsync(version, new BlobReceipt(Tries: 5, Done: false));
        await using var host = await StartAsync(typeof(Client));
        Assert.Contains("\"BlobName\":\"demo/deadly.csv\"", await PoisonAsync(), StringComparison.Ordinal);
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task A_stop_lets_a_running_blob_finish_and_keeps_its_receipt()
    {
        await container.CreateAsync();
        var version = await UploadAsync("demo/a.csv", "slow");
        await using var host = await StartAsync(typeof(Slow));
        Assert.Equal("begins", await host.Journal.NextAsync());
        var stopped = host.StopAsync();
        Assert.False(stopped.IsCompleted);
        host.Journal.Release();
        await stopped;
        Assert.Equal("ends", await host.Journal.NextAsync());
        Assert.True((await Receipts("Slow").ReadAsync(version, CancellationToken.None)).Done);
    }

    private async Task<BlobVersion> UploadAsync(string blob, string text)
    {
        BlobContentInfo info = await container.GetBlobClient(blob).UploadAsync(BinaryData.FromString(text), overwrite: true);
        return new BlobVersion(name, blob, info.ETag);
    }

    private BlobReceipts Receipts(string function = "Client") =>
        new(new BlobServiceClient(azurite.ConnectionString), $"Host.Functions.{function}");

    private Task<TestHost> StartAsync(Type functions) => StorageHost.StartAsync(azurite, functions, ("Container", name));

    /// <summary>The first message about this test's container; the queue is one for the whole account.</summary>
    private async Task<string> PoisonAsync()
    {
        var queue = new QueueClient(azurite.ConnectionString, PoisonBlobs.QueueName);
        string? found = null;
        await StorageHost.UntilAsync(async () =>
        {
            var peeked = await queue.ExistsAsync() ? (await queue.PeekMessagesAsync(32)).Value : [];
            found = peeked.Select(message => Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)))
                .FirstOrDefault(text => JsonDocument.Parse(text).RootElement.GetProperty("ContainerName").GetString() == name);
            return found is not null;
        });
        return found!;
    }

    private sealed class Client(Journal journal)
    {
        [Function("Client")]
        public void Run(
            [BlobTrigger("%Container%/{tenant}/{file}.csv", Connection = "Storage", Source = BlobTriggerSource.EventGrid)] BlobClient blob,
            string tenant,
            string file) =>
            journal.Add($"{tenant} {file}: {blob.Name}");
    }

    private sealed class Content(Journal journal)
    {
        [Function("Content")]
        public void Run([BlobTrigger("%Container%/{name}")] string content) => journal.Add(content);
    }

    private sealed class Reader(Journal journal)
    {
        [Function("Reader")]
        public async Task RunAsync([BlobTrigger("%Container%/{name}")] Stream content, CancellationToken cancellation)
        {
            using var reader = new StreamReader(content);
            journal.Add(await reader.ReadToEndAsync(cancellation));
        }
    }

    private sealed class Bytes(Journal journal)
    {
        [Function("Bytes")]
        public void Run([BlobTrigger("%Container%/{name}")] byte[] content) => journal.Add($"{content.Length} bytes");
    }

    private sealed class Failing(Journal journal)
    {
        [Function("Failing")]
        public void Run([BlobTrigger("%Container%/{name}")] string content)
        {
            journal.Add(content == "bad" ? "try" : content);
            if (content == "bad")
            {
                throw new InvalidOperationException("This blob fails.");
            }
        }
    }

    private sealed class Slow(Journal journal)
    {
        [Function("Slow")]
        public async Task RunAsync([BlobTrigger("%Container%/{name}")] BlobClient blob, CancellationToken cancellation)
        {
            journal.Add("begins");
            await journal.Released.WaitAsync(cancellation);
            journal.Add("ends");
        }
    }
}
