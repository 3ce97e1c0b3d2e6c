using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessContacts.Cli;

internal enum Step
{
    Send,
    Import,
}

/// <summary>What whoever runs the command sees: how far it has come, then tables. Without a terminal, the same as plain text.</summary>
internal sealed class ImportScreen
{
    private static readonly string[] Counts = ["total", "created", "updated", "unchanged", "deleted", "rejected"];

    /// <summary>Where nobody looks, lines may be as long as what they say.</summary>
    private const int UnseenWidth = 200;

    private readonly IAnsiConsole console = AnsiConsole.Console;

    public ImportScreen()
    {
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = UnseenWidth;
        }
    }

    /// <summary>Shows a bar for each step while the work goes on.</summary>
    public Task<JsonObject> FollowAsync(Func<Action<Step, double>, Task<JsonObject>> work) => console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async progress =>
        {
            var bars = new Dictionary<Step, ProgressTask>
            {
                [Step.Send] = progress.AddTask("Sending the file", maxValue: 1),
                [Step.Import] = progress.AddTask("Importing the rows", maxValue: 1),
            };
            return await work((step, share) => bars[step].Value = share);
        });

    public void ShowOutcome(JsonObject import)
    {
        var isDryRun = (bool?)import["dryRun"] == true;
        var counts = (import["status"]!.ToString() == "waiting" ? import["planned"] : null) ?? import["rows"]!;
        var table = Titled($"{import["file"]}: {(isDryRun ? "planned, nothing written" : import["status"])}").AddColumn("rows").AddColumn(new TableColumn("count").RightAligned());
        foreach (var name in Counts)
        {
            table.AddRow(name, ((long)counts[name]!).ToString("N0", CultureInfo.InvariantCulture));
        }

        console.Write(table);
        console.WriteLine($"Import {import["id"]}");
        if (import["problem"] is { } problem)
        {
            console.WriteLine($"{problem["code"]}: {problem["message"]}");
        }
    }

    public void ShowPlan(JsonArray items)
    {
        var table = Titled($"The first {items.Count} planned changes", "line", "change", "name", "fields");
        foreach (var item in items)
        {
            var fields = item!["fields"]?.AsArray().Select(field => (string)field!["field"]!) ?? [];
            AddRow(table, $"{item["line"]}", $"{item["change"]}", $"{item["name"]}", string.Join(", ", fields));
        }

        console.Write(table);
    }

    public void ShowRejected(IReadOnlyList<RejectedRow> rows, long all)
    {
        var table = Titled($"{rows.Count} of {all} rejected rows", "line", "column", "code", "reason");
        foreach (var row in rows)
        {
            AddRow(table, row.Line, row.Column, row.Code, row.Reason);
        }

        console.Write(table);
    }

    /// <summary>A table below its title, which may be wider.</summary>
    private Table Titled(string title, params string[] columns)
    {
        console.WriteLine(title);
        return new Table().AddColumns(columns);
    }

    private static void AddRow(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
}
