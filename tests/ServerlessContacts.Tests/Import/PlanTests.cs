using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

public sealed class PlanTests
{
    private const string Known = "name,email,title\nAnn One,ann@example.com,Old\nBob Two,bob@example.com,Old\nCyd Three,cyd@example.com,Old\n";

    private const string Next = "name,email,title,action\nAnn One,ann@example.com,New,\nBob Two,bob@example.com,Old,\nCyd Three,cyd@example.com,,delete\nDee Four,dee@example.com,Chief,\n,nothing,,\n";

    [Fact]
    public async Task A_dry_run_writes_no_contact_and_tells_every_change()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var before = Contacts(rig);
        var plan = await rig.DryRunAsync(Next);
        Assert.Equal((ImportStatus.Done, true, 1.0), (plan.Status, plan.DryRun, plan.Progress));
        Assert.Equal(new ImportCounts { Total = 5, Created = 1, Updated = 1, Unchanged = 1, Deleted = 1, Rejected = 1 }, plan.Rows);
        Assert.Equal(plan.Rows, plan.Planned);
        Assert.Equal(before, Contacts(rig));
        var (ann, bob, cyd) = (await IdAsync(rig, "Ann One"), await IdAsync(rig, "Bob Two"), await IdAsync(rig, "Cyd Three"));
        var items = await rig.PlanAsync(plan.Id);
        Same($$$"""{"line":2,"change":"update","contact":"{{{ann}}}","name":"Ann One","fields":[{"field":"organization","before":{"title":"Old"},"after":{"title":"New"}}]}""", items[0]);
        Same($$"""{"line":3,"change":"unchanged","contact":"{{bob}}","name":"Bob Two"}""", items[1]);
        Same($$"""{"line":4,"change":"delete","contact":"{{cyd}}","name":"Cyd Three"}""", items[2]);
        Assert.Equal(("create", 5, "Dee Four"), ((string?)items[3]["change"], (int)items[3]["line"]!, (string?)items[3]["name"]));
        Assert.Equal(["name", "organization", "emails"], items[3]["fields"]!.AsArray().Select(field => (string?)field!["field"]));
        Assert.All(items[3]["fields"]!.AsArray(), field => Assert.Equal((false, true), (field!.AsObject().ContainsKey("before"), field!.AsObject().ContainsKey("after"))));
        Same("""{"line":6,"change":"reject","problem":{"code":"email-no-at","message":"Expected an @.","column":"email"}}""", items[4], "message");
    }

    [Fact]
    public async Task What_was_planned_is_applied_by_the_same_import()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var plan = await rig.DryRunAsync(Next);
        var items = await rig.PlanAsync(plan.Id);
        var applied = await rig.ApplyAsync(plan.Id);
        Assert.Equal((ImportStatus.Done, false, plan.Rows, plan.Rows), (applied.Status, applied.DryRun, applied.Rows, applied.Planned));
        Assert.Equal(["Ann One New", "Bob Two Old", "Dee Four Chief"], await TitlesAsync(rig));
        Assert.Empty(await rig.ReportAsync(plan.Id));
        Assert.Equal(items.Select(item => item.ToJsonString()), (await rig.PlanAsync(plan.Id)).Select(item => item.ToJsonString()));
        Assert.Contains((string?)items[3]["contact"], (await rig.ContactsAsync()).Select(contact => contact.Id.ToString()));
        Assert.IsType<ImportDecided.Accepted>(await rig.Decisions.ApplyAsync(ImportRig.Demo, plan.Id, default));
        Assert.Equal(0, rig.Messages);
    }

    [Fact]
    public async Task What_has_changed_since_the_plan_is_decided_anew_and_told()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var plan = await rig.DryRunAsync(Next);
        await rig.EditAsync("Ann One", contact => contact with { Organization = new Organization { Title = "New" }, Nickname = "Annie" });
        await rig.DeleteAsync("Bob Two");
        await rig.EditAsync("Cyd Three", contact => contact with { Nickname = "Cy" });
        var applied = await rig.ApplyAsync(plan.Id);
        Assert.Equal(new ImportCounts { Total = 5, Created = 2, Unchanged = 1, Rejected = 2 }, applied.Rows);
        Assert.Equal(["Ann One New", "Bob Two Old", "Cyd Three Old", "Dee Four Chief"], await TitlesAsync(rig));
        var told = await rig.ReportAsync(plan.Id);
        Assert.Equal(
            [("update", "unchanged", 2), ("unchanged", "create", 3), ("delete", "reject", 4)],
            told.Select(item => ((string)item["planned"]!["change"]!, (string)item["done"]!["change"]!, (int)item["done"]!["line"]!)));
        Assert.All(told, item => Assert.Equal("changed-since-plan", (string?)item["reason"]));
        Assert.Equal("changed-since-plan", (string?)told[2]["done"]!["problem"]!["code"]);
    }

    [Fact]
    public async Task Pages_of_a_plan_follow_each_other_and_no_page_begins_elsewhere()
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 7, CheckpointInterval = TimeSpan.Zero });
        var plan = await rig.DryRunAsync("name,email\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"Person {i},p{i}@example.com\n")));
        Assert.Equal(Enumerable.Range(2, 100), (await rig.PlanAsync(plan.Id, 9)).Select(item => (int)item["line"]!));
        var import = (await rig.Imports.FindAsync(ImportRig.Demo, plan.Id, default))!;
        Assert.Null(await rig.Imports.PlanAsync(import, 5, 9, default));
        Assert.Null(await rig.Imports.PlanAsync(import, long.MaxValue, 9, default));
    }

    [Fact]
    public async Task A_dry_run_goes_on_in_the_next_message_without_loss_or_duplicate()
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 5, CheckpointInterval = TimeSpan.Zero, ChunksInFlight = 1, Budget = TimeSpan.FromMilliseconds(2) });
        var file = "name,email\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"Person {i % 30},p{i % 30}@example.com\n"));
        rig.Restart(new TickingTable(rig.Table, rig.Time));
        var plan = await rig.DryRunAsync(file);
        Assert.Equal(new ImportCounts { Total = 40, Created = 30, Rejected = 10 }, plan.Rows);
        Assert.Equal(Enumerable.Range(2, 40), (await rig.PlanAsync(plan.Id)).Select(item => (int)item["line"]!));
        Assert.True(rig.Delays.Count > 3);
    }

    [Fact]
    public async Task Only_a_dry_run_that_is_done_or_an_import_that_waits_is_applied()
    {
        var rig = await ImportRig.StartAsync();
        var done = await rig.ImportAsync(Known);
        Assert.Equal("nothing-to-apply", Assert.IsType<ImportDecided.Refused>(await rig.Decisions.ApplyAsync(ImportRig.Demo, done.Id, default)).Problem.Code);
        var rejected = await rig.DryRunAsync("");
        Assert.Equal(ImportStatus.Rejected, rejected.Status);
        Assert.IsType<ImportDecided.Refused>(await rig.Decisions.ApplyAsync(ImportRig.Demo, rejected.Id, default));
        Assert.IsType<ImportDecided.NotFound>(await rig.Decisions.ApplyAsync(ImportRig.Demo, "0123456789abcdef0123", default));
    }

    private static async Task<string> IdAsync(ImportRig rig, string name) => (await rig.NamedAsync(name)).Id.ToString();

    internal static async Task<IEnumerable<string>> TitlesAsync(ImportRig rig) =>
        (await rig.ContactsAsync()).Select(contact => $"{contact.Record.Contact.Name.Full} {contact.Record.Contact.Organization?.Title}".Trim()).Order(StringComparer.Ordinal);

    private static List<string> Contacts(ImportRig rig) =>
        [.. rig.Table.Dump().Where(row => row.Partition.Contains("~s", StringComparison.Ordinal)).Select(row => $"{row.Partition} {row.Row.RowKey} {row.Row.ETag}")];

    private static void Same(string expected, JsonObject found, string? except = null)
    {
        var wanted = JsonNode.Parse(expected)!.AsObject();
        if (except is not null)
        {
            wanted["problem"]![except] = found["problem"]![except]!.DeepClone();
        }

        Assert.True(JsonNode.DeepEquals(wanted, found), $"Expected {expected}, found {found.ToJsonString()}");
    }
}
