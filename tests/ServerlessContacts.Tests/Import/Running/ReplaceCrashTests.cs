using ServerlessContacts.Import;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Import.Running;

/// <summary>A file that replaces a folder's contents, stopped by the brake and applied after others have changed some of it, ended at every write there is.</summary>
public sealed class ReplaceCrashTests
{
    private static readonly ImportSettings Small = new() { RowsPerChunk = 4, ChunksInFlight = 3, CheckpointInterval = TimeSpan.Zero, BrakeShare = 0, BrakeAtLeast = 0 };

    private static readonly ImportOptions Replace = new() { Mode = ImportMode.Replace, Folder = "staff" };

    private static readonly string Before = "name,email,title\n" + Rows(0, 16, "Old");

    /// <summary>Two rows of which one is changed, one that is broken, one that is there twice; four new ones.</summary>
    private static readonly string File = "name,email,title\n" + Rows(0, 1, "Old") + Rows(1, 2, "New") + Rows(1, 2, "Again") + ",none,\n" + Rows(20, 24, "New");

    /// <summary>Of the fourteen that no row names, one has changed since the plan.</summary>
    private static readonly ImportCounts Expected = new() { Total = 8, Created = 4, Updated = 1, Unchanged = 1, Deleted = 13, Rejected = 2 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plan_that_is_interrupted_at_any_write_is_the_same_plan(bool takesEffect)
    {
        string? undisturbed = null;
        for (var (writes, isOver) = (0, false); !isOver; writes++)
        {
            var rig = await ImportRig.StartAsync(Small);
            await rig.SendAsync(Before, Replace with { Mode = ImportMode.Upsert });
            var plan = await RegisterAsync(rig);
            isOver = writes > 0 && !await rig.DiesAsync(writes, takesEffect, rig.RunAsync);
            await rig.RunAsync();
            var import = await rig.FindAsync(plan);
            Assert.Equal((ImportStatus.Waiting, Expected with { Deleted = 14 }), (import.Status, import.Planned));
            // Contacts come in the order of their ids, which chance has a part in.
            var lines = (await rig.PlanAsync(plan)).Select(item => $"{item["line"]} {item["change"]} {item["name"]}").ToList();
            var items = string.Join('\n', [.. lines.Take(8), .. lines.Skip(8).Order(StringComparer.Ordinal)]);
            Assert.Equal(undisturbed ??= items, items);
            Assert.Equal(16, (await rig.ContactsAsync()).Count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_applied_import_that_dies_at_any_write_goes_on_without_loss_duplicate_or_miscount(bool takesEffect)
    {
        var writes = 0;
        for (var isOver = false; !isOver; writes++)
        {
            var (rig, id) = await PlannedAsync();
            isOver = writes > 0 && !await rig.DiesAsync(writes, takesEffect, () => ApplyAsync(rig, id));
            await ApplyAsync(rig, id);
            await CheckAsync(rig, id);
        }

        Assert.InRange(writes, 10, 200);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task Answers_that_are_lost_change_nothing(Fault fault)
    {
        for (var every = 2; every <= 5; every++)
        {
            var (rig, id) = await PlannedAsync();
            rig.Restart(new LosingTable(rig.Table, every, fault));
            await ApplyAsync(rig, id);
            await CheckAsync(rig, id);
        }
    }

    private static async Task<(ImportRig Rig, string Id)> PlannedAsync()
    {
        var rig = await ImportRig.StartAsync(Small);
        await rig.SendAsync(Before, Replace with { Mode = ImportMode.Upsert });
        var id = await RegisterAsync(rig);
        await rig.RunAsync();
        await rig.EditAsync("Person 1", contact => contact with { Nickname = "One" });
        await rig.EditAsync("Person 5", contact => contact with { Nickname = "Five" });
        return (rig, id);
    }

    private static async Task<string> RegisterAsync(ImportRig rig)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(File));
        var import = await rig.RegisterAsync(new ImportUpload(ImportRig.Demo, "people.csv", "member:manager", Replace), content);
        return import.Record.Id;
    }

    /// <summary>The caller who got no answer asks again.</summary>
    private static async Task ApplyAsync(ImportRig rig, string id)
    {
        Assert.IsType<ImportDecided.Accepted>(await rig.Decisions.ApplyAsync(ImportRig.Demo, id, default));
        await rig.RunAsync();
    }

    private static async Task CheckAsync(ImportRig rig, string id)
    {
        var import = await rig.FindAsync(id);
        Assert.Equal((ImportStatus.Done, Expected), (import.Status, import.Rows));
        Assert.Equal(
            ["Person 0 Old ", "Person 1 New One", "Person 20 New ", "Person 21 New ", "Person 22 New ", "Person 23 New ", "Person 5 Old Five"],
            (await rig.ContactsAsync()).Select(contact => contact.Record.Contact)
                .Select(contact => $"{contact.Name.Full} {contact.Organization!.Title} {contact.Nickname}").Order(StringComparer.Ordinal));
        var told = Assert.Single(await rig.ReportAsync(id));
        Assert.Equal(("Person 5", "delete", "unchanged"), ((string?)told["planned"]!["name"], (string?)told["planned"]!["change"], (string?)told["done"]!["change"]));
        Assert.Equal([("5", "email-no-at"), ("4", "duplicate-row")], Rejected(rig, id).OrderByDescending(row => row.Line));
    }

    private static IEnumerable<(string Line, string Code)> Rejected(ImportRig rig, string id) =>
        rig.Files.Text(ImportStorage.Reports, $"demo/{id}/rejected.csv")!.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',')).Select(cells => (cells[0], cells[2]));

    private static string Rows(int from, int to, string title) => string.Concat(Enumerable.Range(from, to - from).Select(i => $"Person {i},p{i}@example.com,{title}\n"));
}
