using ServerlessContacts.Import;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Import.Running;

/// <summary>An import is taken back after others have changed some of it, ended at every write there is.</summary>
public sealed class UndoCrashTests
{
    /// <summary>Of new contacts, enough to be removed in more transactions than they were made in.</summary>
    private const int New = 60;

    private static readonly ImportSettings Small = new() { ChunksInFlight = 3, CheckpointInterval = TimeSpan.Zero };

    private static readonly string Before = "name,email,title\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"Known {i},k{i}@example.com,Old\n"));

    private static readonly string Next = "name,email,title,notes,action\n"
        + string.Concat(Enumerable.Range(0, 12).Select(i => i < 2 ? $"Known {i},k{i}@example.com,,,delete\n" : $"Known {i},k{i}@example.com,New,Note,\n"))
        + string.Concat(Enumerable.Range(0, New).Select(i => $"New {i},n{i}@example.com,New,Note,\n"));

    [Fact]
    public async Task Undisturbed_the_outcome_is_this()
    {
        var (rig, id) = await ImportedAsync();
        await UndoAsync(rig, id);
        await CheckAsync(rig, id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_undo_that_dies_at_any_write_goes_on_without_loss_duplicate_or_miscount(bool takesEffect)
    {
        var writes = 1;
        for (var isOver = false; !isOver; writes++)
        {
            var (rig, id) = await ImportedAsync();
            isOver = !await rig.DiesAsync(writes, takesEffect, () => UndoAsync(rig, id));
            await UndoAsync(rig, id);
            await CheckAsync(rig, id);
        }

        Assert.InRange(writes, 10, 200);
    }

    [Fact]
    public async Task An_undo_that_dies_again_and_again_still_comes_to_its_end()
    {
        var (rig, id) = await ImportedAsync();
        for (var life = 0; await rig.DiesAsync(4 + (life % 5), life % 2 == 0, () => UndoAsync(rig, id));)
        {
            Assert.True(++life < 100);
        }

        await CheckAsync(rig, id);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task Answers_that_are_lost_change_nothing(Fault fault)
    {
        for (var every = 2; every <= 5; every++)
        {
            var (rig, id) = await ImportedAsync();
            rig.Restart(new LosingTable(rig.Table, every, fault));
            await UndoAsync(rig, id);
            await CheckAsync(rig, id);
        }
    }

    private static async Task<(ImportRig Rig, string Id)> ImportedAsync()
    {
        var rig = await ImportRig.StartAsync(Small);
        await rig.ImportAsync(Before);
        var import = await rig.ImportAsync(Next);
        await rig.EditAsync("Known 2", contact => contact with { Notes = "By hand" });
        await rig.DeleteAsync("Known 3");
        await rig.EditAsync("New 0", contact => contact with { Nickname = "Zero" });
        return (rig, import.Id);
    }

    /// <summary>The caller who got no answer asks again.</summary>
    private static async Task UndoAsync(ImportRig rig, string id)
    {
        Assert.IsType<ImportDecided.Accepted>(await rig.Decisions.UndoAsync(ImportRig.Demo, id, "member:manager", default));
        await rig.RunAsync();
    }

    private static async Task CheckAsync(ImportRig rig, string id)
    {
        var import = await rig.FindAsync(id);
        var undo = await rig.FindAsync(import.UndoneBy!);
        Assert.Equal((ImportStatus.Undone, ImportStatus.Done), (import.Status, undo.Status));
        Assert.Equal(new ImportCounts { Total = 12 + New, Created = 2, Updated = 9, Deleted = New - 1, Unchanged = 2 }, undo.Rows);
        Assert.Equal(
            [.. Enumerable.Range(0, 12).Where(i => i != 3).Select(i => i == 2 ? "Known 2 Old By hand" : $"Known {i} Old ").Order(StringComparer.Ordinal), "New 0 New Note"],
            (await rig.ContactsAsync()).Select(contact => contact.Record.Contact)
                .Select(contact => $"{contact.Name.Full} {contact.Organization!.Title} {contact.Notes}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["changed-since Known 2 notes", "changed-since New 0 nickname", "deleted-since Known 3 "],
            (await rig.ReportAsync(undo.Id)).Select(item => $"{item["reason"]} {item["name"]} {item["field"]}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(rig.Table.Dump(), row => row.Partition == "~imports");
    }
}
