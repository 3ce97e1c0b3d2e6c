using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Claims;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Import;

public sealed class UndoTests
{
    private const string Known = "name,email,title,notes\nAnn One,ann@example.com,Old,Note\nBob Two,bob@example.com,Old,Note\nCyd Three,cyd@example.com,Old,Note\nDee Four,dee@example.com,Old,Note\n"
        + "Eve Five,eve@example.com,Old,Note\nFay Six,fay@example.com,Old,Note\n";

    /// <summary>Updates five, deletes one, adds three.</summary>
    private const string Next = "name,email,title,notes,nickname,action\nAnn One,ann@example.com,New,Read,A,\nBob Two,bob@example.com,New,Read,B,\nCyd Three,cyd@example.com,New,Read,C,\n"
        + "Dee Four,dee@example.com,New,Read,D,\nEve Five,eve@example.com,New,Read,E,\nFay Six,fay@example.com,,,,delete\n"
        + "Gus Seven,gus@example.com,New,Read,G,\nHal Eight,hal@example.com,New,Read,H,\nIda Nine,ida@example.com,New,Read,I,\n";

    [Fact]
    public async Task Undisturbed_all_is_as_it_was_values_and_sources()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var before = await StateAsync(rig);
        var import = await rig.ImportAsync(Next);
        Assert.Equal(new ImportCounts { Total = 9, Created = 3, Updated = 5, Deleted = 1 }, import.Rows);
        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal((ImportStatus.Done, import.Id, "member:manager"), (undo.Status, undo.Undoes, undo.By));
        Assert.Equal(new ImportCounts { Total = 9, Created = 1, Updated = 5, Deleted = 3 }, undo.Rows);
        Assert.Equal((ImportStatus.Undone, undo.Id), ((await rig.FindAsync(import.Id)).Status, (await rig.FindAsync(import.Id)).UndoneBy));
        Assert.Empty(await rig.ReportAsync(undo.Id));
        Assert.Equal(before, await StateAsync(rig));
    }

    [Fact]
    public async Task An_undo_is_undone_and_the_import_holds_again()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var before = await StateAsync(rig);
        var import = await rig.ImportAsync(Next);
        var after = await StateAsync(rig);
        var undo = await rig.UndoAsync(import.Id);
        var redo = await rig.UndoAsync(undo.Id);
        Assert.Equal((ImportStatus.Done, undo.Id), (redo.Status, redo.Undoes));
        Assert.Equal((ImportStatus.Done, (string?)null), ((await rig.FindAsync(import.Id)).Status, (await rig.FindAsync(import.Id)).UndoneBy));
        Assert.Equal((ImportStatus.Undone, redo.Id), ((await rig.FindAsync(undo.Id)).Status, (await rig.FindAsync(undo.Id)).UndoneBy));
        Assert.Equal(after, await StateAsync(rig));

        var again = await rig.UndoAsync(import.Id);
        Assert.NotEqual(undo.Id, again.Id);
        Assert.Equal(before, await StateAsync(rig));
        await rig.UndoAsync(again.Id);
        Assert.Equal(after, await StateAsync(rig));
    }

    /// <summary>Ann is edited in another field, Bob in the same, Cyd by a later import, Dee is deleted, Eve is put back by hand; Gus was made and edited, Hal made and deleted.</summary>
    [Fact]
    public async Task What_others_have_touched_since_stays_and_is_listed()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var import = await rig.ImportAsync(Next);
        await rig.EditAsync("Ann One", contact => contact with { Role = "Buyer" });
        await rig.EditAsync("Bob Two", contact => contact with { Notes = "By hand" });
        var later = await rig.ImportAsync("name,email,nickname\nCyd Three,cyd@example.com,Later\n");
        await rig.DeleteAsync("Dee Four");
        await rig.EditAsync("Eve Five", contact => contact with { Notes = "Note" });
        await rig.EditAsync("Gus Seven", contact => contact with { Birthday = "1999-12-31", Notes = null });
        await rig.DeleteAsync("Hal Eight");

        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal(new ImportCounts { Total = 9, Created = 1, Updated = 4, Deleted = 1, Unchanged = 3 }, undo.Rows);
        Assert.Equal(
            [
                "Ann One|Old|Note||Buyer|", "Bob Two|Old|By hand|||", "Cyd Three|Old|Note|Later||", "Eve Five|Old|Note|||", "Fay Six|Old|Note|||", "Gus Seven|New||G||1999-12-31",
            ],
            await LinesAsync(rig));
        Assert.Equal("member:ada", (await rig.NamedAsync("Bob Two")).Record.OriginOf("notes")!.Source);
        Assert.Equal($"import:{later.Id}#2", (await rig.NamedAsync("Cyd Three")).Record.OriginOf("nickname")!.Source);

        var (bob, cyd, gus) = ((await rig.NamedAsync("Bob Two")).Id, (await rig.NamedAsync("Cyd Three")).Id, (await rig.NamedAsync("Gus Seven")).Id);
        var told = (await rig.ReportAsync(undo.Id)).OrderBy(item => $"{item["name"]} {item["field"]}", StringComparer.Ordinal).ToList();
        Assert.All(told.Take(2), item => Assert.Equal("changed-since", (string?)item["reason"]));
        Told($$"""{"reason":"changed-since","contact":"{{bob}}","name":"Bob Two","field":"notes","by":"member:ada","value":"By hand","before":"Note"}""", told[0]);
        Told($$"""{"reason":"changed-since","contact":"{{cyd}}","name":"Cyd Three","field":"nickname","by":"import:{{later.Id}}#2","value":"Later"}""", told[1]);
        Assert.Equal(("deleted-since", "Dee Four", false), ((string?)told[2]["reason"], (string?)told[2]["name"], told[2].ContainsKey("field")));
        Told($$"""{"reason":"changed-since","contact":"{{gus}}","name":"Gus Seven","field":"birthday","by":"member:ada","value":"1999-12-31"}""", told[3]);
        Told($$"""{"reason":"changed-since","contact":"{{gus}}","name":"Gus Seven","field":"notes","by":"member:ada"}""", told[4]);
        Assert.Equal(5, told.Count);
    }

    [Fact]
    public async Task A_deleted_contact_that_a_person_has_restored_since_is_left_alone()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var fay = (await rig.NamedAsync("Fay Six")).Id;
        var import = await rig.ImportAsync(Next);
        await rig.RestoreAsync(fay);
        await rig.EditAsync("Fay Six", contact => contact with { Notes = "Back" });
        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal((1L, 5L, 3L), (undo.Rows.Unchanged, undo.Rows.Updated, undo.Rows.Deleted));
        Assert.Equal("Back", (await rig.NamedAsync("Fay Six")).Record.Contact.Notes);
    }

    [Fact]
    public async Task Values_that_would_leave_a_contact_with_nothing_stay()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("email,phone\n,+81 3 1234 5678\n");
        var import = await rig.ImportAsync("email,phone\nann@example.com,+81 3 1234 5678\n");
        Assert.Equal(1, import.Rows.Updated);
        var stored = Assert.Single(await rig.ContactsAsync());
        await rig.EditAsync(stored, contact => contact with { Phones = [] });
        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal((1L, "ann@example.com"), (undo.Rows.Unchanged, (await rig.OnlyContactAsync()).Emails[0].Address));
        Assert.Equal(["contact-empty"], (await rig.ReportAsync(undo.Id)).Select(item => (string?)item["reason"]));
    }

    [Fact]
    public async Task A_deleted_contact_that_was_purged_since_stays_away_and_is_listed()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var import = await rig.ImportAsync(Next);
        await ForgetAsync(rig, StoredContact.DeletedKind);
        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal((1L, 0L), (undo.Rows.Unchanged, undo.Rows.Created));
        var told = Assert.Single(await rig.ReportAsync(undo.Id));
        Assert.Equal(("purged", "Fay Six"), ((string?)told["reason"], (string?)told["name"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deleted_internal_contact_returns_unless_its_address_is_anothers_by_now(bool isTaken)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        await rig.EditAsync("Fay Six", contact => contact with { Internal = true, Name = contact.Name with { Given = "Fay", Family = "Six" } });
        var import = await rig.ImportAsync(Next);
        Assert.Equal(1, import.Rows.Deleted);
        if (isTaken)
        {
            var other = (await rig.NamedAsync("Ann One")).Id;
            var claims = new Claims(new Journal(rig.Table, TimeProvider.System), rig.Time);
            Assert.True(await claims.TakeAsync(ImportRig.Demo, Claims.Email, "fay@example.com", other, "member:ada", _ => Task.FromResult(true), default));
        }

        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal(isTaken ? 0 : 1, undo.Rows.Created);
        Assert.Equal(isTaken ? ["email-taken Fay Six emails"] : [], (await rig.ReportAsync(undo.Id)).Select(item => $"{item["reason"]} {item["name"]} {item["field"]}"));
    }

    [Fact]
    public async Task Where_the_log_was_compacted_an_undo_fails_and_can_be_asked_for_again()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(Known);
        await ForgetAsync(rig, Change.Kind);
        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal((ImportStatus.Failed, "history-gone", 6), (undo.Status, undo.Problem!.Code, (await rig.ContactsAsync()).Count));
        Assert.Equal(ImportStatus.Done, (await rig.FindAsync(import.Id)).Status);
        Assert.NotEqual(undo.Id, (await rig.UndoAsync(import.Id)).Id);
    }

    /// <summary>Changes leave the log with their receipts: the older import looks as if it had written nothing.</summary>
    [Fact]
    public async Task An_import_that_has_left_the_log_is_not_taken_back_and_a_younger_one_is()
    {
        var rig = await ImportRig.StartAsync();
        var old = await rig.ImportAsync("name,email,title\nAnn One,ann@example.com,First\n");
        rig.Time.Advance(TimeSpan.FromDays(61));
        var young = await rig.ImportAsync("name,email,title\nAnn One,ann@example.com,Second\n");
        var journal = new Journal(rig.Table, rig.Time);
        foreach (var shard in Enumerable.Range(0, TenantRecord.FirstShards).Select(shard => Partition.Shared(ImportRig.Demo, shard)))
        {
            await new LogCompactor(rig.Table, journal, rig.Time).RunAsync(shard, rig.Time.GetUtcNow().AddDays(-60), DateTimeOffset.MaxValue, default);
        }

        var undo = await rig.UndoAsync(old.Id);
        Assert.Equal((ImportStatus.Failed, "history-gone"), (undo.Status, undo.Problem!.Code));
        Assert.Equal(["Ann One Second"], await PlanTests.TitlesAsync(rig));
        Assert.Equal(ImportStatus.Done, (await rig.UndoAsync(young.Id)).Status);
        Assert.Equal(["Ann One First"], await PlanTests.TitlesAsync(rig));
    }

    [Fact]
    public async Task Imports_are_taken_back_in_any_order()
    {
        var rig = await ImportRig.StartAsync();
        var first = await rig.ImportAsync("name,email,title\nAnn One,ann@example.com,First\n");
        var second = await rig.ImportAsync("name,email,title\nAnn One,ann@example.com,Second\n");
        Assert.Equal(1, (await rig.UndoAsync(first.Id)).Rows.Unchanged);
        Assert.Equal(["Ann One Second"], await PlanTests.TitlesAsync(rig));
        await rig.UndoAsync(second.Id);
        Assert.Equal(["Ann One First"], await PlanTests.TitlesAsync(rig));
        await rig.UndoAsync((await rig.FindAsync(first.Id)).UndoneBy!);
        var again = await rig.UndoAsync(first.Id);
        Assert.Equal((1L, 0), (again.Rows.Deleted, (await rig.ContactsAsync()).Count));
    }

    [Fact]
    public async Task Asking_twice_is_one_undo_and_what_wrote_nothing_has_none()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(Known);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.Decisions.UndoAsync(ImportRig.Demo, import.Id, "member:manager", default)));
        Assert.Single(both.Select(one => ((ImportDecided.Accepted)one).Import.Record.Id).Distinct(StringComparer.Ordinal));
        Assert.Equal("import-running", await RefusalAsync(rig, ((ImportDecided.Accepted)both[0]).Import.Record.Id));
        await rig.RunAsync();
        Assert.Empty(await rig.ContactsAsync());
        Assert.Equal("nothing-to-undo", await RefusalAsync(rig, (await rig.DryRunAsync(Known)).Id));
        Assert.Equal("nothing-to-undo", await RefusalAsync(rig, (await rig.ImportAsync("")).Id));
        Assert.IsType<ImportDecided.NotFound>(await rig.Decisions.UndoAsync(ImportRig.Demo, "0123456789abcdef0123", "member:manager", default));
    }

    [Fact]
    public async Task When_the_time_is_up_the_rest_is_taken_back_in_the_next_message()
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 3, CheckpointInterval = TimeSpan.Zero });
        var import = await rig.ImportAsync("name,email\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"Person {i},p{i}@example.com\n")));
        rig.Settings = rig.Settings with { Budget = TimeSpan.FromMilliseconds(2) };
        rig.Restart(new TickingTable(rig.Table, rig.Time));
        var sent = rig.Delays.Count;
        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal(new ImportCounts { Total = 200, Deleted = 200 }, undo.Rows);
        Assert.Empty(await rig.ContactsAsync());
        Assert.True(rig.Delays.Count - sent > 3);
    }

    [Fact]
    public async Task A_members_own_import_is_taken_back_in_their_own_contacts()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Known);
        var own = new ImportOptions { Scope = ImportScope.Personal, Owner = new MemberId("ada") };
        var import = await rig.SendAsync(Known, own, "member:ada");
        var undo = await rig.UndoAsync(import.Id, "member:ada");
        Assert.Equal((6L, 6), (undo.Rows.Deleted, (await rig.ContactsAsync()).Count));
        Assert.Equal(own, (await rig.Imports.FindAsync(ImportRig.Demo, undo.Id, default))!.Options);
    }

    [Fact]
    public async Task Only_the_imports_own_part_of_the_log_is_read()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync("name,email\nAnn One,ann@example.com\n");
        await rig.ImportAsync("name,email\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"Person {i},p{i}@example.com\n")));
        var reads = rig.Table.PointReads;
        await rig.UndoAsync(import.Id);
        Assert.InRange(rig.Table.PointReads - reads, 1, 30);
        Assert.Equal(500, (await rig.ContactsAsync()).Count);
    }

    /// <summary>As housekeeping removes rows of a kind from the shards.</summary>
    private static async Task ForgetAsync(ImportRig rig, RowKind kind)
    {
        foreach (var (partition, row) in rig.Table.Dump()
            .Where(one => one.Partition.Contains("~s", StringComparison.Ordinal) && one.Row.RowKey[0] == kind.Letter))
        {
            Assert.True((await rig.Table.SubmitAsync(partition, [RowWrite.Delete(row.RowKey, row.ETag)], default)).IsStored);
        }
    }

    private static async Task<string> RefusalAsync(ImportRig rig, string id) =>
        Assert.IsType<ImportDecided.Refused>(await rig.Decisions.UndoAsync(ImportRig.Demo, id, "member:manager", default)).Problem.Code;

    /// <summary>Every contact with where its fields came from; when it was last changed is left out.</summary>
    internal static async Task<List<string>> StateAsync(ImportRig rig) =>
        [.. (await rig.ContactsAsync()).Select(contact => $"{contact.Id} {JsonOf(contact)}").Order(StringComparer.Ordinal)];

    private static string JsonOf(StoredContact contact)
    {
        var origins = contact.Record.Origins.SelectMany(origin => origin.Fields.Select(field => $"{field}={origin.Source}@{origin.At:O}")).Order(StringComparer.Ordinal);
        return $"{JsonNode.Parse(ContactJson.Write(contact.Record))!["contact"]!.ToJsonString()} {string.Join(' ', origins)}";
    }

    private static async Task<IEnumerable<string>> LinesAsync(ImportRig rig) => (await rig.ContactsAsync()).Select(stored => stored.Record.Contact)
        .Select(contact => $"{contact.Name.Full}|{contact.Organization?.Title}|{contact.Notes}|{contact.Nickname}|{contact.Role}|{contact.Birthday}").Order(StringComparer.Ordinal);

    private static void Told(string expected, JsonObject found)
    {
        var without = found.DeepClone().AsObject();
        Assert.True(without.Remove("at"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), without), $"Expected {expected}, found {found.ToJsonString()}");
    }
}
