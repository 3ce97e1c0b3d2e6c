using System.Globalization;
using ServerlessContacts.Store.Storage;
using Spectre.Console;

namespace ServerlessContacts.Cli;

/// <summary>Lists the messages that no try could handle, and puts them back or deletes them. The account is the one of the service's setting <c>Storage</c>.</summary>
internal sealed class PoisonCommand(StorageClients storage, IAnsiConsole console)
{
    /// <summary>Where nobody looks, lines may be as long as what they say.</summary>
    private const int UnseenWidth = 200;

    /// <summary>What lies there names a file, and is no message of a queue of ours.</summary>
    private const string Files = "webjobs-blobtrigger";

    private readonly PoisonMessages messages = new(storage.Queues);

    public async Task<int> RunAsync(PoisonArguments arguments)
    {
        switch (arguments.Action)
        {
            case PoisonAction.List:
                return await ListAsync();
            case PoisonAction.Return when arguments.Queue == Files:
                throw new CommandException("Files are found again by themselves, within minutes; delete the messages.");
            case PoisonAction.Return:
                console.WriteLine(Told(await messages.ReturnAsync(arguments.Queue), $"put back into {arguments.Queue}"));
                return ExitCodes.Done;
            default:
                console.WriteLine(Told(await messages.DeleteAsync(arguments.Queue), "deleted"));
                return ExitCodes.Done;
        }
    }

    private async Task<int> ListAsync()
    {
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = UnseenWidth;
        }

        var table = new Table().AddColumns("queue", "given up", "message");
        var all = 0;
        await foreach (var (_, count, oldest) in messages.ListAsync())
        {
            all += count;
            foreach (var message in oldest)
            {
                table.AddRow(message.Queue, $"{message.Inserted:u}", Markup.Escape(message.Text));
            }
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        console.WriteLine(all == 0 ? "No poison messages." : all == table.Rows.Count ? Told(all, "in all") : Told(all, $"in all, {table.Rows.Count} of them shown"));
        return ExitCodes.Done;
    }

    private static string Told(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "message" : "messages")} {what}.");
}
