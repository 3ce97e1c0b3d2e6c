using Azure.Storage.Queues;
using ServerlessContacts.EndToEnd.Dev;

namespace ServerlessContacts.EndToEnd;

/// <summary><c>./dev poison</c> on an account of its own.</summary>
public sealed class DevPoisonTests : IAsyncLifetime
{
    private Azurite? azurite;

    public async Task InitializeAsync() => azurite = await Azurite.StartAsync();

    public async Task DisposeAsync() => await azurite!.DisposeAsync();

    [Fact]
    public async Task What_no_try_could_handle_is_listed_and_put_back_or_deleted()
    {
        await SendAsync("sync-poison", "{\"tenant\":\"demo\"}", "{\"tenant\":\"[other]\"}");
        await SendAsync("webjobs-blobtrigger-poison", "{\"BlobName\":\"demo/a.csv\"}");
        await SendAsync("sync");

        Assert.Matches(@"(?s)│ sync .*demo.*│ sync .*\[other\].*│ webjobs-blobtrigger .*a\.csv.*3 messages in all\.", await OutputAsync());
        Assert.Equal("2 messages put back into sync.\n", await OutputAsync("sync", "--return"));
        Assert.Equal(["{\"tenant\":\"[other]\"}", "{\"tenant\":\"demo\"}"], await TextsAsync("sync"));
        Assert.Equal("1 message deleted.\n", await OutputAsync("webjobs-blobtrigger-poison", "--delete"));
        Assert.Equal("No poison messages.\n", await OutputAsync());
    }

    [Theory]
    [InlineData("Files are found again by themselves", "webjobs-blobtrigger", "--return")]
    [InlineData("Usage: poison", "sync")]
    [InlineData("Usage: poison", "sync", "--burn")]
    public async Task What_makes_no_sense_is_refused(string said, params string[] arguments)
    {
        using var command = await RunAsync(arguments);
        Assert.NotEqual(0, command.ExitCode);
        Assert.StartsWith(said, command.Errors, StringComparison.Ordinal);
    }

    private async Task<string> OutputAsync(params string[] arguments)
    {
        using var command = await RunAsync(arguments);
        Assert.Equal((0, ""), (command.ExitCode, command.Errors));
        return command.Output;
    }

    private async Task<DevCommand> RunAsync(string[] arguments)
    {
        using var folder = new DevFolder();
        var command = DevCommand.Start(folder.Local, [("Storage", azurite!.ConnectionString)], ["poison", .. arguments]);
        await command.ExitAsync();
        return command;
    }

    private async Task SendAsync(string queue, params string[] texts)
    {
        var client = Queue(queue);
        await client.CreateIfNotExistsAsync();
        foreach (var text in texts)
        {
            await client.SendMessageAsync(text);
        }
    }

    private async Task<IEnumerable<string>> TextsAsync(string queue) =>
        (await Queue(queue).PeekMessagesAsync(10)).Value.Select(message => message.MessageText).Order(StringComparer.Ordinal);

    /// <summary>As the service sends them.</summary>
    private QueueClient Queue(string name) => new(azurite!.ConnectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
}
