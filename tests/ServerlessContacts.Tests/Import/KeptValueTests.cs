using ServerlessContacts.Import;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Tests.Import;

/// <summary>
/// A value that is none of its kind costs itself: it is kept as a text and told, and the rest of its row or card is imported.
/// </summary>
public sealed class KeptValueTests
{
    private const string Ada = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Winter\r\n";

    public static TheoryData<string, string, string, string> Cells { get; } = new()
    {
        { "Ann,nothing,,,", "email", "email-no-at", "nothing" },
        { "Ann,a@example.com;nothing;b c@example.com,,,", "email", "email-no-at", "nothing\nb c@example.com" },
        { "Ann,,unknown,,", "phone", "phone-no-digits", "unknown" },
        { "Ann,,ask the lady at the desk,,", "phone", "phone-no-digits", "ask the lady at the desk" },
        { "Ann,,sip:ann@example.com,,", "phone", "phone-no-digits", "sip:ann@example.com" },
        { "Ann,,,in the spring,", "birthday", "date-invalid", "in the spring" },
        { "Ann,,,,javascript:alert(1)", "website", "url-invalid", "javascript:alert(1)" },
        { new string('a', 2000) + ",ann@example.com,,,", "name", "too-long", new string('a', 2000) },
    };

    public static TheoryData<string, string, string, string, string> Lines { get; } = new()
    {
        { "EMAIL;TYPE=WORK:nothing", "EMAIL", "email-no-at", "EMAIL", "nothing" },
        { "TEL:sip:ada@example.com", "TEL", "phone-no-digits", "TEL", "sip:ada@example.com" },
        { "TEL;TYPE=HOME:ask the lady at the desk, she knows, or ring the bell twice and wait until somebody opens the door for you, which takes time", "TEL", "phone-no-digits", "TEL", "ask the lady at the desk, she knows, or ring the bell twice and wait until somebody opens the door for you, which takes time" },
        { "BDAY:sometime in May", "BDAY", "date-invalid", "BDAY", "sometime in May" },
        { "URL:javascript:alert(1)", "URL", "url-invalid", "URL", "javascript:alert(1)" },
        { "PHOTO;ENCODING=b;TYPE=JPEG:%%%", "PHOTO", "vcard-base64-invalid", "PHOTO;ENCODING=b;TYPE=JPEG", "%%%" },
        { "PHOTO:data:image/jpeg;base64,%%%", "PHOTO", "vcard-base64-invalid", "PHOTO", "data:image/jpeg;base64,%%%" },
        { "TITLE:Countess\r\nand this is no property", "", "vcard-line-invalid", "X-LINE", "and this is no property" },
        { "X-MOTTO:first\rand second", "", "vcard-line-invalid", "X-MOTTO", "first\nand second" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_cell_that_is_no_value_of_its_kind_is_a_custom_field_and_its_row_is_imported(string row, string column, string code, string text)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync($"name,email,phone,birthday,website\nBob,bob@example.com,,,\n{row}\n");
        Assert.Equal((ImportStatus.Done, 2L, 2L, 0L), (import.Status, import.Rows.Total, import.Rows.Created, import.Rows.Rejected));
        var contact = Assert.Single(await rig.ContactsAsync(), contact => contact.Record.Contact.Name.Full != "Bob").Record.Contact;
        Assert.Equal(text, contact.Custom[column]);
        var warning = import.Warnings!.First(warning => warning.Line is not null);
        Assert.Equal((3, column, code), (warning.Line, warning.Column, warning.Code));
        Assert.Equal(text.Split('\n').Length, import.KeptAsText);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_property_that_is_no_value_of_its_kind_is_a_custom_field_and_its_card_is_imported(string line, string property, string code, string field, string text)
    {
        var rig = await ImportRig.StartAsync();
        var import = await CardsAsync(rig, $"{Ada}{line}\r\nEND:VCARD\r\n");
        Assert.Equal((1, 0), (import.Rows.Created, import.Rows.Rejected));
        var ada = await rig.OnlyContactAsync();
        Assert.Equal(("Ada Winter", text), (ada.Name.Full, ada.Custom[field]));
        var warning = Assert.Single(import.Warnings!);
        Assert.Equal((property, code, 1), (warning.Column ?? "", warning.Code, import.KeptAsText));
        Assert.InRange(warning.Line!.Value, 4, 5);
    }

    [Fact]
    public async Task A_second_line_of_notes_without_a_fold_is_one_of_the_notes()
    {
        var rig = await ImportRig.StartAsync();
        var import = await CardsAsync(rig, $"{Ada}NOTE:first\r\nsecond, without a blank\r\nthird\r\nTEL:+81 90 1111 2222\r\nEND:VCARD\r\n");
        var ada = await rig.OnlyContactAsync();
        Assert.Equal(("first\nsecond, without a blank\nthird", "+819011112222"), (ada.Notes, ada.Phones[0].Number));
        Assert.Equal((5, "vcard-line-invalid"), (Assert.Single(import.Warnings!).Line, import.Warnings![0].Code));
    }

    [Fact]
    public async Task A_picture_in_a_link_whose_signs_are_escaped_is_a_picture()
    {
        var rig = await ImportRig.StartAsync();
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xE0, 0xFB, 0xEF, 0xBE, 1];
        var escaped = Convert.ToBase64String(picture).Replace("+", "%2B", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal).Replace("=", "%3D", StringComparison.Ordinal);
        await CardsAsync(rig, $"{Ada}PHOTO:data:image/jpeg;base64,{escaped}\r\nEND:VCARD\r\n");
        Assert.Equal(Photos.NameOf(picture), (await rig.OnlyContactAsync()).Photo);
    }

    [Theory]
    [InlineData("nothing", "email-no-at")]
    [InlineData("8.19E+11", "phone-scientific-notation")]
    [InlineData("unknown", "phone-no-digits")]
    [InlineData("12345", "phone-not-international")]
    public async Task In_the_six_columns_a_number_must_be_one_and_an_address_need_not(string value, string code)
    {
        var rig = await ImportRig.StartAsync();
        var isNumber = !code.StartsWith("email", StringComparison.Ordinal);
        var import = await rig.ImportAsync($"name,job title,e-mail,work phone,optional phone 1,optional phone 2\nAnn,,{(isNumber ? "" : value)},{(isNumber ? value : "")},,\n");
        Assert.Equal((isNumber ? 1 : 0, isNumber ? 0 : 1), (import.Rows.Rejected, import.Rows.Created));
        Assert.Equal(code, isNumber ? Assert.Single(rig.Rejected()).Code : Assert.Single(import.Warnings!).Code);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_warns_again()
    {
        const string File = "name,email,phone\nAnn,nothing,unknown\n";
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(File);
        var again = await rig.ImportAsync(File);
        Assert.Equal((1, 2L), (again.Rows.Unchanged, again.KeptAsText));
    }

    [Fact]
    public async Task All_values_that_were_kept_are_in_the_report_and_the_first_hundred_in_the_record()
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 20, CheckpointInterval = TimeSpan.Zero });
        var import = await rig.ImportAsync("name,email\n" + string.Concat(Enumerable.Range(0, 250).Select(i => $"Person {i},none {i}\n")));
        Assert.Equal((250, 250L), (import.Rows.Created, import.KeptAsText));
        Assert.Equal(Enumerable.Range(2, 100), import.Warnings!.Where(warning => warning.Line is not null).Select(warning => warning.Line!.Value));
        var report = await rig.ReportAsync(import.Id);
        Assert.Equal(Enumerable.Range(2, 250), report.Select(item => (int)item["warning"]!["line"]!));
        Assert.All(report, item => Assert.Equal(("kept-as-text", "email", "email-no-at"), ((string?)item["reason"], (string?)item["warning"]!["column"], (string?)item["warning"]!["code"])));
        Assert.Contains("\"keptAsText\": 250", rig.Files.Text(ImportStorage.Reports, "demo/people.csv.report.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_tells_the_values_and_what_is_applied_tells_them_once()
    {
        var rig = await ImportRig.StartAsync();
        var plan = await rig.DryRunAsync("name,email\nAnn,nothing\n");
        Assert.Equal(("email-no-at", 1L), ((string?)(await rig.PlanAsync(plan.Id))[0]["warnings"]![0]!["code"], plan.KeptAsText));
        var applied = await rig.ApplyAsync(plan.Id);
        Assert.Equal((1L, 1), (applied.KeptAsText, applied.Warnings!.Count(warning => warning.Line is not null)));
        Assert.Equal("kept-as-text", (string?)Assert.Single(await rig.ReportAsync(plan.Id))["reason"]);
    }

    public static TheoryData<string, string, string> NotKept { get; } = new()
    {
        { "PHOTO;ENCODING=b;TYPE=JPEG:" + Convert.ToBase64String(new byte[(4 * 1024 * 1024) + 1]), "vcard-photo-too-large", "left-out" },
        { "X-LONG:" + new string('x', 70_000), "vcard-property-left-out", "left-out" },
        { "PHOTO;ENCODING=b;TYPE=JPEG:" + new string('%', 70_000), "vcard-property-left-out", "left-out" },
        { "BDAY:" + new string('x', 70_000), "vcard-property-left-out", "left-out" },
        { "TEL:+49 30 1234567 / +49 171 7654321", "phone-several", "value-warning" },
        { "TEL:03-1234-5678/79", "phone-several-unsure", "value-warning" },
    };

    [Theory]
    [MemberData(nameof(NotKept))]
    public async Task What_is_left_out_or_stays_a_value_is_told_and_not_counted_as_kept(string line, string code, string reason)
    {
        var rig = await ImportRig.StartAsync();
        var import = await CardsAsync(rig, $"{Ada}{line}\r\nEMAIL:nothing\r\nEND:VCARD\r\n");
        Assert.Equal((1, 1L), (import.Rows.Created, import.KeptAsText));
        Assert.Equal([code, "email-no-at"], import.Warnings!.Select(warning => warning.Code));
        var report = await rig.ReportAsync(import.Id);
        Assert.Equal(
            [(reason, code), ("kept-as-text", "email-no-at")],
            report.Select(item => ((string)item["reason"]!, (string)item["warning"]!["code"]!)));
    }

    [Fact]
    public async Task Columns_that_are_left_out_are_not_counted_as_kept()
    {
        var rig = await ImportRig.StartAsync();
        var names = string.Join(',', Enumerable.Range(1, 201).Select(i => $"x{i}"));
        var import = await rig.ImportAsync($"name,email,{names}\nAnn,ann@example.com,{string.Join(',', Enumerable.Repeat("v", 201))}\n");
        Assert.Contains(import.Warnings!, warning => warning.Code == "columns-left-out");
        Assert.Null(import.KeptAsText);
        Assert.Equal("left-out", (string?)Assert.Single(await rig.ReportAsync(import.Id))["reason"]);
    }

    [Fact]
    public async Task A_row_that_leaves_its_contact_alone_keeps_no_text()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,email\nAnn,ann@example.com\n");
        var import = await rig.ImportAsync("name,email,phone\nAnn,ann@example.com,unknown\n", ("mode", "add-only"));
        Assert.Equal((1, 0), (import.Rows.Unchanged, (await rig.OnlyContactAsync()).Custom.Count));
        Assert.Null(import.KeptAsText);
        Assert.DoesNotContain(import.Warnings ?? [], warning => warning.Line is not null);
    }

    [Fact]
    public async Task A_row_that_deletes_its_contact_keeps_no_text()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,email\nAnn,ann@example.com\n");
        var import = await rig.ImportAsync("action,name,email,phone\ndelete,Ann,ann@example.com,unknown\n");
        Assert.Equal(1, import.Rows.Deleted);
        Assert.Null(import.KeptAsText);
    }

    [Fact]
    public async Task A_cell_of_very_many_numbers_costs_its_row_alone_and_little()
    {
        var rig = await ImportRig.StartAsync();
        var numbers = string.Join('|', Enumerable.Range(0, 15_000).Select(i => $"+8190{i:D8}"));
        var import = await rig.ImportAsync($"name,phone\nAnn,{numbers}\nBob,+81 90 1111 2222\n");
        Assert.Equal((1, 1), (import.Rows.Created, import.Rows.Rejected));
        Assert.Equal([("2", "phone", "too-many")], rig.Rejected());
    }

    private static async Task<ImportRecord> CardsAsync(ImportRig rig, string cards)
    {
        await rig.DropAsync("demo/people.vcf", cards);
        await rig.RunAsync();
        return await rig.NewestAsync();
    }
}
