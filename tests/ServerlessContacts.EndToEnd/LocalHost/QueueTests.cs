using System.Globalization;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Tests.LocalHost;

namespace ServerlessContacts.EndToEnd.LocalHost;

[Collection(AzuriteCollection.Name)]
public sealed class QueueTests
{
    private readonly AzuriteFixture azurite;
    private readonly string name = AzuriteFixture.NewName();
    private readonly QueueClient queue;
    private readonly QueueClient plain;
    private readonly QueueClient poison;

    public QueueTests(AzuriteFixture azurite)
    {
        this.azurite = azurite;
        queue = new QueueClient(azurite.ConnectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        plain = new QueueClient(azurite.ConnectionString, name);
        poison = new QueueClient(azurite.ConnectionString, $"{name}-poison");
    }

    [Theory]
    [InlineData(typeof(Text), "{\"id\":7}")]
    [InlineData(typeof(Bytes), "8 bytes")]
    [InlineData(typeof(Data), "{\"id\":7}")]
    [InlineData(typeof(Poco), "id 7")]
    [InlineData(typeof(Message), "{\"id\":7} try 1")]
    public async Task A_message_is_bound_and_deleted_when_the_function_is_done(Type functions, string entry)
    {
        await using var host = await StartAsync(functions);
        await StorageHost.UntilAsync(async () => await queue.ExistsAsync());
        await queue.SendMessageAsync("{\"id\":7}");
        Assert.Equal(entry, await host.Journal.NextAsync());
        await UntilEmptyAsync(queue);
    }

    [Fact]
    public async Task A_message_in_plain_text_is_tolerated()
    {
        await plain.CreateAsync();
        await plain.SendMessageAsync("{\"id\":7}");
        await using var host = await StartAsync(typeof(Poco));
        Assert.Equal("id 7", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_failing_message_is_tried_five_times_and_then_moved_unchanged_to_the_poison_queue()
    {
        await queue.CreateAsync();
        await queue.SendMessageAsync("bad");
        await using var host = await StartAsync(typeof(Failing));
        await UntilExistsAsync(poison);
        var moved = (await poison.ReceiveMessagesAsync(32)).Value;
        Assert.Equal(["YmFk"], moved.Select(message => message.MessageText));
        await UntilEmptyAsync(queue);
        for (var expected = 1; expected <= 5; expected++)
        {
            Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), await host.Journal.NextAsync());
        }

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task A_message_whose_text_does_not_fit_its_type_goes_to_the_poison_queue()
    {
        await queue.CreateAsync();
        await queue.SendMessageAsync("no json");
        await using var host = await StartAsync(typeof(Poco));
        await UntilExistsAsync(poison);
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task A_message_that_a_dead_process_held_runs_again()
    {
        await queue.CreateAsync();
        await queue.SendMessageAsync("{\"id\":7}");
        await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1));
        await using var host = await StartAsync(typeof(Message));
        Assert.Equal("{\"id\":7} try 2", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_message_that_killed_its_process_five_times_is_not_run_again()
    {
        await queue.CreateAsync();
        await queue.SendMessageAsync("deadly");
        for (var i = 0; i < 5; i++)
        {
            QueueMessage message = await queue.ReceiveMessageAsync();
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        await using var host = await StartAsync(typeof(Text));
        await UntilExistsAsync(poison);
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task A_message_stays_hidden_while_it_runs_longer_than_a_lease()
    {
        await queue.CreateAsync();
        await queue.SendMessageAsync("long");
        await using var host = await StartAsync(typeof(Slow), ("LocalHost:QueueLease", "00:00:02"));
        Assert.Equal("begins", await host.Journal.NextAsync());
        using var twoLeases = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (!twoLeases.IsCancellationRequested)
        {
            Assert.Empty((await queue.PeekMessagesAsync()).Value);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        host.Journal.Release();
        Assert.Equal("ends", await host.Journal.NextAsync());
        await UntilEmptyAsync(queue);
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task A_stop_lets_a_running_message_finish_and_leaves_the_others()
    {
        await queue.CreateAsync();
        await queue.SendMessageAsync("first");
        await using var host = await StartAsync(typeof(Slow));
        Assert.Equal("begins", await host.Journal.NextAsync());
        var stopped = host.StopAsync();
        await queue.SendMessageAsync("second");
        host.Journal.Release();
        await stopped;
        Assert.Equal("ends", await host.Journal.NextAsync());
        var left = (await queue.ReceiveMessagesAsync(32)).Value;
        Assert.Equal(["second"], left.Select(message => message.Body.ToString()));
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task No_more_messages_run_at_once_than_host_json_allows()
    {
        await queue.CreateAsync();
        for (var i = 0; i < 6; i++)
        {
            await queue.SendMessageAsync("one of many");
        }

        await using var host = await StartAsync(
            typeof(Slow),
            ("AzureFunctionsJobHost:extensions:queues:batchSize", "2"),
            ("AzureFunctionsJobHost:extensions:queues:newBatchThreshold", "1"));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("begins", await host.Journal.NextAsync());
        }

        QueueProperties properties = await queue.GetPropertiesAsync();
        Assert.Equal(4, (await queue.PeekMessagesAsync(32)).Value.Length);
        Assert.Equal(6, properties.ApproximateMessagesCount);
        host.Journal.Release();
        await UntilEmptyAsync(queue);
    }

    private Task<TestHost> StartAsync(Type functions, params (string Name, string Value)[] settings) =>
        StorageHost.StartAsync(azurite, functions, [("Queue", name), .. settings]);

    private static Task UntilExistsAsync(QueueClient queue) =>
        StorageHost.UntilAsync(async () => await queue.ExistsAsync() && (await queue.PeekMessagesAsync()).Value.Length > 0);

    /// <summary>The count includes hidden messages, so it says that a message was deleted, not only that it is being worked on.</summary>
    private static Task UntilEmptyAsync(QueueClient queue) =>
        StorageHost.UntilAsync(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0);

    private sealed record Item(int Id);

    private sealed class Text(Journal journal)
    {
        [Function("Text")]
        public void Run([QueueTrigger("%Queue%", Connection = "Storage")] string message) => journal.Add(message);
    }

    private sealed class Bytes(Journal journal)
    {
        [Function("Bytes")]
        public void Run([QueueTrigger("%Queue%")] byte[] message) => journal.Add($"{message.Length} bytes");
    }

    private sealed class Data(Journal journal)
    {
        [Function("Data")]
        public void Run([QueueTrigger("%Queue%")] BinaryData message) => journal.Add(message.ToString());
    }

    private sealed class Poco(Journal journal)
    {
        [Function("Poco")]
        public void Run([QueueTrigger("%Queue%")] Item message) => journal.Add($"id {message.Id}");
    }

    private sealed class Message(Journal journal)
    {
        [Function("Message")]
        public void Run([QueueTrigger("%Queue%")] QueueMessage message) => journal.Add($"{message.Body} try {message.DequeueCount}");
    }

    private sealed class Failing(Journal journal)
    {
        [Function("Failing")]
        public void Run([QueueTrigger("%Queue%")] QueueMessage message)
        {
            journal.Add(message.DequeueCount.ToString(CultureInfo.InvariantCulture));
            throw new InvalidOperationException("This message fails.");
        }
    }

    private sealed class Slow(Journal journal)
    {
        [Function("Slow")]
        public async Task RunAsync([QueueTrigger("%Queue%")] string message, CancellationToken cancellation)
        {
            journal.Add("begins");
            await journal.Released.WaitAsync(cancellation);
            journal.Add("ends");
        }
    }
}
