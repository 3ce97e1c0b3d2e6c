using System.Text;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

public sealed class BadRowTests
{
    private const string Good = "Good One,good@example.com,090-1234-5678\n";

    public static TheoryData<string, string, string, string, string> Rows { get; } = new()
    {
        { "quote open to the end of the file", "Ann,a@example.com,\"090\n" + Good, "2", "", "unterminated-quote" },
        { "quote closed by a later cell's", "\"Ann,a@example.com,1\nBob \"\"B\"\" B,\"bob@example.com\",1\n" + Good, "2", "", "unterminated-quote" },
        { "a NUL", "An\0n,a@example.com,1\n" + Good, "2", "name", "nul-character" },
        { "more cells than headers", "Ann,a@example.com,090-1111-2222,Inc\n" + Good, "2", "", "too-many-cells" },
        { "10,000 cells", "Ann" + new string(',', 9999) + "x\n" + Good, "2", "", "too-many-cells" },
        { "a lost number", "Ann,a@example.com,8.19E+11\n" + Good, "2", "phone", "phone-scientific-notation" },
        { "nothing but a number that is none", ",,unknown\n" + Good, "2", "phone", "phone-no-digits" },
        { "nothing but an address that is none", ",a example com,\n" + Good, "2", "email", "email-no-at" },
        { "a lost number beside an address that is none", "Ann,nothing,8.19E+11\n" + Good, "2", "phone", "phone-scientific-notation" },
        { "a cell of 300,000 characters", new string('a', 300_000) + ",a@example.com,\n" + Good, "2", "", "row-too-large" },
        { "a row of 2,000,000 characters", "Ann," + new string('a', 2_000_000) + "\n" + Good, "2", "", "row-too-large" },
        { "a second row for one person", Good + "Good One,good@example.com,\n", "3", "", "duplicate-row" },
        { "a problem below a cell of two lines", "Ann,a@example.com,\"\n\"\n" + Good + ",nothing,\n", "5", "email", "email-no-at" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_bad_row_is_reported_with_line_column_and_code_and_the_others_are_imported(string what, string rows, string line, string column, string code)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync("name,email,phone\n" + rows);
        Assert.Equal(ImportStatus.Done, import.Status);
        Assert.Contains((line, column, code), rig.Rejected());
        Assert.True(import.Rows.Created >= 1, what);
        Assert.Contains("Good One", (await rig.ContactsAsync()).Select(contact => contact.Record.Contact.Name.Full));
        Assert.Equal(import.Rows.Total, import.Rows.Created + import.Rows.Rejected);
    }

    [Fact]
    public async Task Rows_before_and_after_an_open_quote_are_imported()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync("name,email\nAnn,ann@example.com\n\"Bob,bob@example.com\nCid,cid@example.com\nDan,dan@example.com\n");
        Assert.Equal(["Ann", "Cid", "Dan"], (await rig.ContactsAsync()).Select(contact => contact.Record.Contact.Name.Full).Order());
        Assert.Equal([("3", "", "unterminated-quote")], rig.Rejected());
        Assert.Equal((4, 3, 1), (import.Rows.Total, import.Rows.Created, import.Rows.Rejected));
    }

    [Fact]
    public async Task Broken_utf_8_is_reported_with_line_and_column()
    {
        var rig = await ImportRig.StartAsync();
        var good = string.Concat(Enumerable.Range(0, 20).Select(i => $"Zoë Müller{i},z{i}@example.com\n"));
        byte[] content = [.. Encoding.UTF8.GetBytes("name,email,company\n" + good), .. "Ann,ann@example.com,Caf"u8, 0xE9, (byte)'\n'];
        var import = await rig.ImportAsync(content);
        Assert.Equal([("22", "company", "broken-encoding")], rig.Rejected());
        Assert.Equal(("utf-8", 20), (import.Encoding, import.Rows.Created));
        Assert.Contains("Caf\uFFFD", rig.RejectedCsv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Short_rows_are_rows_whose_last_cells_are_empty()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync("name,email,phone,notes\nAnn,ann@example.com\nBob\n");
        Assert.Equal((2, 0), (import.Rows.Created, import.Rows.Rejected));
    }

    [Fact]
    public async Task The_report_repeats_the_row_to_the_letter_and_a_corrected_report_imports_exactly_its_rows()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("\uFEFFname;email;phone;Shoe size\nAnn;ann@example.com;8.19E+11;=1+1\nBob;bob@example.com;+33612345678;42\n");
        Assert.Equal(
            "\uFEFFline;column;code;reason;name;email;phone;Shoe size\r\n"
            + "2;phone;phone-scientific-notation;A spreadsheet has turned this number into scientific notation; its last digits are lost. Format the column as text and export it again.;Ann;ann@example.com;8.19E+11;'=1+1\r\n",
            rig.RejectedCsv!.Replace("\"", "", StringComparison.Ordinal));

        var corrected = rig.RejectedCsv.Replace("8.19E+11", "+81 90 1234 5678", StringComparison.Ordinal);
        var import = await rig.ImportAsync(corrected);
        Assert.Equal((1, 1, 0), (import.Rows.Total, import.Rows.Created, import.Rows.Rejected));
        var ann = (await rig.ContactsAsync()).Single(contact => contact.Record.Contact.Name.Full == "Ann").Record.Contact;
        Assert.Equal(["Shoe size"], ann.Custom.Keys);
        Assert.Equal(("+819012345678", "=1+1"), (ann.Phones[0].Number, ann.Custom["Shoe size"]));
        Assert.Null(rig.RejectedCsv);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("-2", "'-2")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("+33 6 12 34 56 78", "+33 6 12 34 56 78")]
    [InlineData("'=1+1", "'=1+1")]
    [InlineData("\"=a;\"\"b\"\"\"", "\"'=a;\"\"b\"\"\"")]
    public async Task No_rejected_cell_is_computed_and_each_comes_back_as_it_was(string cell, string guarded)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync($"name;phone;Shoe size\nAnn;8.19E+11;{cell}\n");
        Assert.EndsWith($";Ann;8.19E+11;{guarded}\r\n", rig.RejectedCsv, StringComparison.Ordinal);
        await rig.ImportAsync(rig.RejectedCsv!);
        Assert.EndsWith($";Ann;8.19E+11;{guarded}\r\n", rig.RejectedCsv, StringComparison.Ordinal);

        await rig.ImportAsync(rig.RejectedCsv!.Replace("8.19E+11", "+81 90 1234 5678", StringComparison.Ordinal));
        var value = cell[0] == '"' ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
        Assert.Equal(value.StartsWith('\'') ? value[1..] : value, (await rig.OnlyContactAsync()).Custom["Shoe size"]);
        var again = await rig.ImportAsync($"name;phone;Shoe size\nAnn;+81 90 1234 5678;{guarded}\n");
        Assert.Equal(1, again.Rows.Unchanged);
    }

    [Theory]
    [InlineData("demo/invoice\u202Evsc.csv", "invoice\uFFFDvsc.csv")]
    [InlineData("demo/two\u2028lines\u2029.csv", "two\uFFFDlines\uFFFD.csv")]
    public async Task A_dropped_file_is_shown_without_what_makes_its_name_look_like_another(string path, string shown)
    {
        var rig = await ImportRig.StartAsync();
        await rig.DropAsync(path, "name,email\nAnn,nothing\n,nothing\n");
        await rig.RunAsync();
        Assert.Equal((shown, $"imports/{path}"), ((await rig.NewestAsync()).File, (await rig.NewestAsync()).Source));
        Assert.NotNull(rig.Files.Text(ImportStorage.Reports, $"{path}.rejected.csv"));
    }

    [Theory]
    [InlineData("invoice\u202Evsc.csv", "invoicevsc.csv")]
    [InlineData("a\u2028b\u2029\u2066c\u2069.csv", "abc.csv")]
    [InlineData("\u202E", "upload.csv")]
    public async Task An_uploaded_file_is_stored_without_it(string fileName, string stored)
    {
        var rig = await ImportRig.StartAsync();
        using var content = new MemoryStream("name\nAnn\n"u8.ToArray());
        var import = await rig.RegisterAsync(new ImportUpload(ImportRig.Demo, fileName, "member:manager", new ImportOptions()), content);
        Assert.Equal((stored, true), (import.Record.File, import.Record.Source.EndsWith($"/{stored}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("modify", "no-match")]
    [InlineData("delete", "no-match")]
    [InlineData("upend", "unknown-action")]
    public async Task An_action_that_cannot_be_done_is_reported(string action, string code)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync($"name,email,action\nAnn,ann@example.com,{action}\n");
        Assert.Equal(code, Assert.Single(rig.Rejected()).Code);
        Assert.Empty(await rig.ContactsAsync());
    }

    [Fact]
    public async Task The_exact_twin_of_a_row_that_fits_several_contacts_is_a_duplicate_of_it()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,phone\nAnn Smith,+81 3 1111 2222\nAnn Jones,+81 3 1111 2222\nAnn,+81 3 1111 2222\nAnn,+81 3 1111 2222\n");
        Assert.Equal([("4", "", "ambiguous-match"), ("5", "", "duplicate-row")], rig.Rejected());
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "X201")]
    [InlineData(999, "X201")]
    public async Task Of_more_than_200_unknown_columns_the_first_200_are_kept_and_that_is_told(int columns, string? leftOut)
    {
        var rig = await ImportRig.StartAsync();
        var numbers = Enumerable.Range(1, columns).ToList();
        var import = await rig.ImportAsync($"name,{string.Join(',', numbers.Select(number => $"X{number:000}"))}\nAnn,{string.Join(',', numbers)}\n");
        var ann = await rig.OnlyContactAsync();
        Assert.Equal((200, "1", "200"), (ann.Custom.Count, ann.Custom["X001"], ann.Custom["X200"]));
        Assert.Equal(leftOut is null ? [] : new[] { ("columns-left-out", leftOut) }, (import.Warnings ?? [])
            .Where(told => told.Line is not null).Select(told => (told.Code, told.Column!)));
    }

    [Fact]
    public async Task A_value_that_is_none_finds_room_among_200_unknown_columns()
    {
        var rig = await ImportRig.StartAsync();
        var numbers = Enumerable.Range(1, 250).ToList();
        await rig.ImportAsync($"name,email,{string.Join(',', numbers.Select(number => $"X{number:000}"))}\nAnn,nobody,{string.Join(',', numbers)}\n");
        var ann = await rig.OnlyContactAsync();
        Assert.Equal((200, "nobody", "199"), (ann.Custom.Count, ann.Custom["email"], ann.Custom["X199"]));
    }

    [Theory]
    [InlineData("a@example.com, b@example.com", "a@example.com|b@example.com")]
    [InlineData("a@example.com,b@example.com; c@example.com", "a@example.com|b@example.com|c@example.com")]
    [InlineData("\"\"Winter, Ada\"\" <a@example.com>", "a@example.com")]
    public async Task Addresses_in_one_cell_may_be_separated_by_commas(string cell, string addresses)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync($"name,email\nAnn,\"{cell}\"\n");
        Assert.Equal(addresses, string.Join('|', (await rig.OnlyContactAsync()).Emails.Select(email => email.Address)));
    }

    [Theory]
    [InlineData("First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value\nAda,Winter,Friends ::: My Contacts,,\n")]
    [InlineData("First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value\nAda,Winter,* My Contacts ::: Friends,,\n")]
    [InlineData("Name,Given Name,Family Name,Group Membership\nAda Winter,Ada,Winter,* MyContacts ::: Friends\n")]
    [InlineData("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Winter\nCATEGORIES:My Contacts,Friends\nEND:VCARD\n")]
    public async Task Googles_list_of_everybody_is_no_label(string file)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(file);
        Assert.Equal(["Friends"], (await rig.OnlyContactAsync()).Labels);
    }
}
