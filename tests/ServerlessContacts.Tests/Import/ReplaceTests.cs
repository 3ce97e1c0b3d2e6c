using ServerlessContacts.Contacts;
using ServerlessContacts.Import;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Tests.Import;

/// <summary>A file that stands for a folder's contents, and the brake before it.</summary>
public sealed class ReplaceTests
{
    private static readonly ImportOptions Replace = new() { Mode = ImportMode.Replace, Folder = "staff" };

    [Fact]
    public async Task Contacts_of_the_folder_that_no_row_names_are_deleted_and_can_be_restored()
    {
        var rig = await FilledAsync(10);
        await rig.SendAsync(People("Guest", 0, 3), new ImportOptions { Folder = "guests" });
        await rig.SendAsync(People("Root", 0, 3), new ImportOptions());
        var import = await rig.SendAsync(People("Staff", 3, 10), Replace);
        Assert.Equal((ImportStatus.Done, new ImportCounts { Total = 7, Unchanged = 7, Deleted = 3 }), (import.Status, import.Rows));
        Assert.Equal([.. Names("Guest", 0, 3), .. Names("Root", 0, 3), .. Names("Staff", 3, 10)], await NamesAsync(rig));
        var deleted = await DeletedAsync(rig);
        Assert.Equal(Names("Staff", 0, 3), deleted.Select(contact => contact.Record.Contact.Name.Full).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(30, 24, ImportStatus.Done)]
    [InlineData(29, 23, ImportStatus.Waiting)]
    [InlineData(6, 1, ImportStatus.Done)]
    [InlineData(7, 1, ImportStatus.Waiting)]
    public async Task More_than_a_fifth_of_the_folder_and_more_than_five_contacts_are_not_deleted_unasked(int before, int after, ImportStatus status)
    {
        var rig = await FilledAsync(before);
        var import = await rig.SendAsync(People("Staff", 0, after), Replace);
        Assert.Equal(status, import.Status);
        Assert.Equal(status == ImportStatus.Done ? after : before, (await rig.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_stopped_import_has_written_nothing_shows_its_plan_and_goes_on_when_it_is_applied()
    {
        var rig = await FilledAsync(10);
        var import = await rig.SendAsync(People("Staff", 8, 12), Replace);
        Assert.Equal((ImportStatus.Waiting, "brake", new ImportCounts()), (import.Status, import.Problem!.Code, import.Rows));
        Assert.Equal("8 of 10 contacts would be deleted. Nothing was written: apply the import to go on, or undo it to drop it.", import.Problem.Message);
        Assert.Equal(new ImportCounts { Total = 4, Created = 2, Unchanged = 2, Deleted = 8 }, import.Planned);
        Assert.Equal(Names("Staff", 0, 10), await NamesAsync(rig));
        var plan = await rig.PlanAsync(import.Id);
        Assert.Equal(["unchanged", "unchanged", "create", "create", .. Enumerable.Repeat("delete", 8)], plan.Select(item => (string?)item["change"]));
        Assert.Equal(Names("Staff", 0, 8), plan.Skip(4).Select(item => (string)item["name"]!).Order(StringComparer.Ordinal));

        var applied = await rig.ApplyAsync(import.Id);
        Assert.Equal((ImportStatus.Done, import.Planned, (ImportProblem?)null), (applied.Status, applied.Rows, applied.Problem));
        Assert.Equal(Names("Staff", 8, 12).Order(StringComparer.Ordinal), await NamesAsync(rig));
    }

    [Fact]
    public async Task An_undo_drops_a_stopped_import()
    {
        var rig = await FilledAsync(10);
        var import = await rig.SendAsync(People("Staff", 8, 12), Replace);
        Assert.Equal(ImportStatus.Done, (await rig.UndoAsync(import.Id)).Status);
        Assert.Equal(ImportStatus.Undone, (await rig.FindAsync(import.Id)).Status);
        Assert.IsType<ImportDecided.Refused>(await rig.Decisions.ApplyAsync(ImportRig.Demo, import.Id, default));
        Assert.Equal(Names("Staff", 0, 10), await NamesAsync(rig));
    }

    [Fact]
    public async Task A_contact_that_has_changed_or_come_since_the_plan_is_not_deleted()
    {
        var rig = await FilledAsync(10);
        var import = await rig.SendAsync(People("Staff", 8, 12), Replace);
        await rig.EditAsync("Staff 0", contact => contact with { Nickname = "Zero" });
        await rig.EditAsync("Staff 1", contact => contact with { Folder = "guests" });
        await rig.DeleteAsync("Staff 2");
        await rig.SendAsync(People("Late", 0, 1), new ImportOptions { Folder = "staff" });
        var applied = await rig.ApplyAsync(import.Id);
        Assert.Equal(5, applied.Rows.Deleted);
        Assert.Equal([.. Names("Late", 0, 1), "Staff 0", "Staff 1", "Staff 10", "Staff 11", "Staff 8", "Staff 9"], await NamesAsync(rig));
        Assert.Equal(
            [("Staff 0", "changed-since-plan"), ("Staff 1", "changed-since-plan"), ("Staff 2", "changed-since-plan")],
            (await rig.ReportAsync(import.Id)).Select(item => ((string)item["planned"]!["name"]!, (string)item["done"]!["problem"]!["code"]!)).Order());
    }

    [Fact]
    public async Task Whom_a_rejected_row_may_mean_is_not_deleted()
    {
        var rig = await FilledAsync(10);
        await rig.SendAsync("name,email,phone\nTwin Ann,twin@example.com,\nTwin Ann,,+81312345678\n", new ImportOptions { Folder = "staff" });
        var rows = People("Staff", 2, 9) + "Other Name,s0@example.com,8.19E+11\nStaff 1,,8.19E+11\nTwin Ann,twin@example.com,+81312345678\n";
        var import = await rig.SendAsync(rows, Replace);
        Assert.Equal((ImportStatus.Done, 3L, 1L), (import.Status, import.Rows.Rejected, import.Rows.Deleted));
        Assert.Equal([.. Names("Staff", 0, 9), "Twin Ann", "Twin Ann"], await NamesAsync(rig));
    }

    [Fact]
    public async Task Where_a_row_cannot_be_read_nobody_is_deleted_unasked()
    {
        var rig = await FilledAsync(10);
        var import = await rig.SendAsync(People("Staff", 1, 10) + "\"Staff 0,s0@example.com,", Replace);
        Assert.Equal((ImportStatus.Waiting, "unreadable-rows", 10), (import.Status, import.Problem!.Code, (await rig.ContactsAsync()).Count));
        Assert.Equal(1, (await rig.ApplyAsync(import.Id)).Rows.Deleted);
    }

    [Fact]
    public async Task A_dropped_file_names_mode_folder_and_dry_run_in_its_metadata()
    {
        var rig = await FilledAsync(10);
        var plan = await rig.ImportAsync(People("Staff", 1, 10), ("Mode", "replace"), ("folder", "staff"), ("dryRun", "true"));
        Assert.Equal((ImportStatus.Done, true, 1L, 10), (plan.Status, plan.DryRun, plan.Rows.Deleted, (await rig.ContactsAsync()).Count));
        Assert.Equal(1, (await rig.ApplyAsync(plan.Id)).Rows.Deleted);
        Assert.Equal(9, (await rig.ContactsAsync()).Count);
        Assert.Equal("invalid-dry-run", (await rig.ImportAsync(People("Staff", 1, 10), ("dryrun", "perhaps"))).Problem!.Code);
    }

    [Fact]
    public async Task Rows_that_delete_are_weighed_too()
    {
        var rig = await FilledAsync(10);
        var rows = "name,email,action\n" + string.Concat(Enumerable.Range(0, 6).Select(i => $"Staff {i},s{i}@example.com,delete\n"));
        var import = await rig.SendAsync(rows, new ImportOptions());
        Assert.Equal((ImportStatus.Waiting, 10), (import.Status, (await rig.ContactsAsync()).Count));
        Assert.Equal(new ImportCounts { Total = 6, Deleted = 6 }, (await rig.ApplyAsync(import.Id)).Rows);
        Assert.Equal(4, (await rig.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_members_replacement_deletes_their_own_contacts_only()
    {
        var rig = await FilledAsync(4);
        var own = new ImportOptions { Scope = ImportScope.Personal, Owner = new MemberId("ada"), Folder = "staff" };
        await rig.SendAsync(People("Own", 0, 4), own, "member:ada");
        var import = await rig.SendAsync(People("Own", 1, 4), own with { Mode = ImportMode.Replace }, "member:ada");
        Assert.Equal((1L, 4), (import.Rows.Deleted, (await rig.ContactsAsync()).Count));
        var store = new ContactStore(new Journal(rig.Table, rig.Time));
        var left = await store.AllAsync(Partition.Member(ImportRig.Demo, new MemberId("ada")), default).ToListAsync();
        Assert.Equal([("Own 1", null), ("Own 2", null), ("Own 3", null)], left.Select(contact => (contact.Record.Contact.Name.Full, contact.Record.Contact.Folder)));
    }

    private static string People(string name, int from, int to) =>
        "name,email,phone\n" + string.Concat(Enumerable.Range(from, to - from).Select(i => $"{name} {i},{char.ToLowerInvariant(name[0])}{i}@example.com,\n"));

    private static IEnumerable<string> Names(string name, int from, int to) => Enumerable.Range(from, to - from).Select(i => $"{name} {i}");

    private static async Task<ImportRig> FilledAsync(int count)
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 4, ChunksInFlight = 3, CheckpointInterval = TimeSpan.Zero });
        await rig.SendAsync(People("Staff", 0, count), new ImportOptions { Folder = "staff" });
        return rig;
    }

    private static async Task<IEnumerable<string?>> NamesAsync(ImportRig rig) =>
        (await rig.ContactsAsync()).Select(contact => contact.Record.Contact.Name.Full).Order(StringComparer.Ordinal);

    private static async Task<List<StoredContact>> DeletedAsync(ImportRig rig)
    {
        var store = new ContactStore(new Journal(rig.Table, rig.Time));
        var all = new List<StoredContact>();
        for (var shard = 0; shard < 8; shard++)
        {
            all.AddRange(await store.DeletedAsync(Partition.Shared(ImportRig.Demo, shard), default).ToListAsync());
        }

        return all;
    }
}
