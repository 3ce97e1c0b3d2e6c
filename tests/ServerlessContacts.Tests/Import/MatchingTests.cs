using ServerlessContacts.Contacts;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

public sealed class MatchingTests
{
    private const string Header = "name,email,phone,company,title\n";

    [Theory]
    [InlineData("John Smith,john@example.com,,,", "John Smith,john@example.com,,,Buyer", "updated")]
    [InlineData("John Smith,john@example.com,,,", "J. Smith,JOHN@Example.com,,,Buyer", "updated")]
    [InlineData("John Smith,,090-1234-5678,,", "Smith John,,+81 90 1234 5678,,Buyer", "updated")]
    [InlineData("John Smith,john@example.com,,,", "Jane Smith,john@example.com,,,Buyer", "created")]
    [InlineData("John Smith,info@example.com,,,", ",info@example.com,,,Buyer", "created")]
    [InlineData(",info@example.com,,ACME,", ",info@example.com,,ACME,Desk", "updated")]
    [InlineData("John Smith,,,ACME,", "John Smith,,,ACME,Buyer", "updated")]
    [InlineData("John Smith,,,ACME,", "John Smith,,,Initech,Buyer", "created")]
    [InlineData("John Smith,john@example.com,,ACME,", "John Smith,,,ACME,Buyer", "updated")]
    [InlineData("John Smith,john@example.com,,,", "John Smith,other@example.com,,,Buyer", "created")]
    [InlineData("John Smith,john@example.com,090-1234-5678,,", "John Smith,other@example.com,09012345678,,Buyer", "updated")]
    [InlineData("John Smith,john@example.com,,ACME,Buyer", "John Smith,john@example.com,,,", "unchanged")]
    [InlineData("John Smith,john@example.com,090-1234-5678,ACME,Buyer", "John Smith,john@example.com,+819012345678,ACME,Buyer", "unchanged")]
    [InlineData("John Smith,john@example.com,,,", "J Smith,john@example.com,,,", "unchanged")]
    public async Task A_row_meets_a_contact_by_value_and_name(string known, string row, string outcome)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Header + known + "\n");
        var rows = (await rig.ImportAsync(Header + row + "\n")).Rows;
        var found = rows switch { { Created: 1 } => "created", { Updated: 1 } => "updated", { Unchanged: 1 } => "unchanged", _ => "rejected" };
        Assert.Equal((outcome, 1), (found, rows.Total));
        Assert.Equal(outcome == "created" ? 2 : 1, (await rig.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_shared_mailbox_never_merges_people()
    {
        var rig = await ImportRig.StartAsync();
        var people = Enumerable.Range(0, 300).Select(i => $"Person{(char)('a' + (i % 26))}{(char)('a' + (i / 26))} Family{i},info@example.com,03-1234-5678,ACME,").ToList();
        Assert.Equal(300, (await rig.ImportAsync(Header + string.Join('\n', people))).Rows.Created);
        Assert.Equal(300, (await rig.ImportAsync(Header + string.Join('\n', people.AsEnumerable().Reverse()))).Rows.Unchanged);
        Assert.Equal(300, (await rig.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_row_that_fits_several_contacts_takes_the_one_it_shares_most_with_or_is_rejected()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Header + "John Smith,info@example.com,090-1111-1111,,\nJames Smith,info@example.com,090-2222-2222,,\n");
        var rows = (await rig.ImportAsync(Header + "J. Smith,info@example.com,090-2222-2222,,Buyer\n")).Rows;
        Assert.Equal(1, rows.Updated);
        Assert.Equal("Buyer", (await rig.ContactsAsync()).Single(contact => contact.Record.Contact.Name.Full == "James Smith").Record.Contact.Organization!.Title);

        await rig.ImportAsync(Header + "J. Smith,info@example.com,,,Seller\n");
        Assert.Equal([("2", "", "ambiguous-match")], rig.Rejected());
    }

    [Fact]
    public async Task An_empty_cell_clears_nothing_and_lists_are_united_by_normal_form()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,email,mobile,company,notes,role\nJohn Smith,john@example.com,090-1234-5678,ACME,old,R\n");
        await rig.ImportAsync("name,email,phone,company,notes\nJohn Smith,JOHN@example.com|john.smith@example.com,+81 90 1234 5678|03-1234-5678,,new\n");
        var contact = await rig.OnlyContactAsync();
        Assert.Equal(["john@example.com", "john.smith@example.com"], contact.Emails.Select(email => email.Address));
        Assert.Equal([("090-1234-5678", "mobile", true), ("03-1234-5678", null, false)], contact.Phones.Select(phone => (phone.Raw, phone.Label, phone.Default)));
        Assert.Equal(("ACME", "new", "R"), (contact.Organization!.Name, contact.Notes, contact.Role));
    }

    [Fact]
    public async Task Two_rows_of_one_file_for_one_person_are_reported_whether_the_person_is_new_or_known()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Header + "Known One,known@example.com,090-1234-5678,,\n");
        var rows = (await rig.ImportAsync(Header
            + "Known One,known@example.com,,,\nK. One,,090-1234-5678,,Boss\nNew One,new@example.com,,,\nN. One,new@example.com,,,Boss\n")).Rows;
        Assert.Equal((1, 1, 2), (rows.Unchanged, rows.Created, rows.Rejected));
        Assert.Equal([("3", "", "duplicate-row"), ("5", "", "duplicate-row")], rig.Rejected());
        Assert.Contains("line 2", rig.RejectedCsv, StringComparison.Ordinal);
        Assert.Contains("line 4", rig.RejectedCsv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Modes_actions_and_folders_are_honoured()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Header + "John Smith,john@example.com,,,\n", ("Folder", "f1"));
        Assert.Equal("f1", (await rig.OnlyContactAsync()).Folder);
        Assert.Equal(1, (await rig.ImportAsync(Header + "John Smith,john@example.com,,,Boss\n", ("mode", "add-only"))).Rows.Unchanged);

        const string Actions = "name,email,title,action\n";
        Assert.Equal(1, (await rig.ImportAsync(Actions + "John Smith,john@example.com,Boss,modify\n")).Rows.Updated);
        Assert.Equal("Boss", (await rig.OnlyContactAsync()).Organization!.Title);
        Assert.Equal(1, (await rig.ImportAsync(Actions + "John Smith,john@example.com,Clerk,add\n")).Rows.Unchanged);
        Assert.Equal(1, (await rig.ImportAsync(Actions + "J. Smith,john@example.com,,delete\n")).Rows.Deleted);
        Assert.Empty(await rig.ContactsAsync());
    }

    [Fact]
    public async Task Each_field_says_which_row_of_which_import_it_came_from()
    {
        var rig = await ImportRig.StartAsync();
        var first = await rig.ImportAsync(Header + "Ann,ann@example.com,,,\nJohn Smith,john@example.com,,,Buyer\n");
        var second = await rig.ImportAsync(Header + "John Smith,john@example.com,,,Boss\n");
        var john = (await rig.ContactsAsync()).Single(contact => contact.Record.Contact.Name.Full == "John Smith").Record;
        Assert.Equal($"import:{first.Id}#3", john.OriginOf("emails")!.Source);
        Assert.Equal($"import:{second.Id}#2", john.OriginOf("organization")!.Source);
        Assert.Equal(ImportRecord.DroppedBy, john.UpdatedBy);
    }

    [Theory]
    [InlineData("utf-7", null, null, "unknown-encoding")]
    [InlineData("klingon", null, null, "unknown-encoding")]
    [InlineData(null, "pipe", null, "unknown-delimiter")]
    [InlineData(null, null, "google", "unknown-layout")]
    [InlineData(null, null, "six-columns", "unknown-layout")]
    [InlineData("utf-8", "comma", "named", null)]
    public async Task What_the_sender_says_of_the_file_is_believed_or_refused(string? encoding, string? delimiter, string? layout, string? code)
    {
        var rig = await ImportRig.StartAsync();
        using var content = new MemoryStream("name,email\nAnn,ann@example.com\n"u8.ToArray());
        var options = new ImportOptions { Encoding = encoding, Delimiter = delimiter, Layout = layout };
        await rig.Imports.RegisterUploadAsync(new ImportUpload(ImportRig.Demo, "a.csv", "member:ann", options), content, default);
        await rig.RunAsync();
        Assert.Equal(code, (await rig.NewestAsync()).Problem?.Code);
    }

    [Fact]
    public async Task A_personal_import_meets_and_makes_the_members_own_contacts_only()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Header + "John Smith,john@example.com,,,\n");
        var options = new ImportOptions { Scope = ImportScope.Personal, Owner = new MemberId("ann") };
        for (var i = 0; i < 2; i++)
        {
            using var content = new MemoryStream("name,email\nJohn Smith,john@example.com\n"u8.ToArray());
            await rig.Imports.RegisterUploadAsync(new ImportUpload(ImportRig.Demo, "C:\\my files\\mine.csv", "member:ann", options), content, default);
            await rig.RunAsync();
            rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        }

        var imports = await rig.Imports.AllAsync(ImportRig.Demo, default).Take(2).ToListAsync();
        Assert.Equal([(0L, 1L), (1L, 0L)], imports.Select(import => (import.Record.Rows.Created, import.Record.Rows.Unchanged)));
        Assert.Equal(("mine.csv", "member:ann"), (imports[0].Record.File, imports[0].Record.By));
        Assert.Single(await rig.ContactsAsync());
    }
}
