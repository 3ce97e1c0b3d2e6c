using System.Text.Json.Nodes;

namespace ServerlessContacts.Cli;

/// <summary>Sends a file, waits until its import has ended, and shows what became of it.</summary>
internal sealed class ImportCommand(ContactsClient client, ImportScreen screen)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const int Shown = 10;

    public async Task<int> RunAsync(ImportArguments arguments)
    {
        if (!File.Exists(arguments.File))
        {
            throw new CommandException($"There is no file {arguments.File}.");
        }

        var import = await screen.FollowAsync(show => ImportAsync(arguments, show));
        screen.ShowOutcome(import);
        if (arguments.IsDryRun && Status(import) == "done")
        {
            screen.ShowPlan(await client.PlanAsync((string)import["id"]!, Shown));
        }

        await ShowRejectedAsync(import);
        return Status(import) == "done" && Rejected(import) == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private async Task<JsonObject> ImportAsync(ImportArguments arguments, Action<Step, double> show)
    {
        await using var file = File.OpenRead(arguments.File);
        var sending = client.SendAsync(file, arguments);
        while (await Task.WhenAny(sending, Task.Delay(Pause)) != sending)
        {
            // The stream is closed when all of it is sent, which may be before the answer is there.
            show(Step.Send, file.CanRead ? (double)file.Position / Math.Max(1, file.Length) : 1);
        }

        var id = await sending;
        show(Step.Send, 1);
        while (true)
        {
            if (await client.FindAsync(id) is { } import)
            {
                show(Step.Import, Status(import) is "queued" or "running" ? (double)import["progress"]! : 1);
                if (Status(import) is not ("queued" or "running"))
                {
                    return import;
                }
            }

            await Task.Delay(Pause);
        }
    }

    private async Task ShowRejectedAsync(JsonObject import)
    {
        if (Rejected(import) > 0 && await client.RejectedAsync((string)import["id"]!) is { } rows)
        {
            await using (rows)
            {
                screen.ShowRejected(await RejectedRow.ReadAsync(rows, import, Shown), Rejected(import));
            }
        }
    }

    private static string Status(JsonObject import) => (string)import["status"]!;

    private static long Rejected(JsonObject import) => (long)import["rows"]!["rejected"]!;
}
