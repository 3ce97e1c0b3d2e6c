using System.Text;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

/// <summary>What an import says of how it read its file, and how it can be told better.</summary>
public sealed class RecognitionTests
{
    private static readonly Encoding Western = Legacy("windows-1252");

    [Fact]
    public async Task What_is_sure_carries_no_warning()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync("First Name;Last Name;E-mail\r\nZoë;Müller;zoe@example.com\r\n");
        Assert.Equal((1, new RecognitionConfidence(1, 1, 1)), (import.Confidence, import.Recognition));
        Assert.Null(import.Warnings);
        Assert.Null(import.Columns);
    }

    [Theory]
    [InlineData("windows-1252", "Ä Ð")]
    [InlineData("windows-1251", "Жук")]
    public async Task An_unsure_encoding_is_asked_for_before_anything_is_written(string encoding, string name)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(Legacy(encoding).GetBytes($"name,email\r\n{name},a@example.com\r\nBob,bob@example.com\r\n"));
        Assert.Equal((ImportStatus.Waiting, "encoding-unsure"), (import.Status, import.Problem?.Code));
        Assert.Empty(await rig.ContactsAsync());
        var warning = Assert.Single(import.Warnings!);
        Assert.Equal(("encoding-unsure", "encoding", import.Encoding, 4), (warning.Code, warning.Parameter, warning.Choices![0], warning.Choices.Count));
        Assert.True(import.Recognition!.Encoding < 0.9);
        Assert.Contains("encoding-unsure", rig.Files.Text(ImportStorage.Reports, "demo/people.csv.report.json"), StringComparison.Ordinal);

        var applied = await ApplyAsync(rig, import.Id, encoding);
        Assert.Equal((ImportStatus.Done, encoding, 2L, (string?)null), (applied.Status, applied.Encoding, applied.Rows.Created, applied.Problem?.Code));
        Assert.Contains(await rig.ContactsAsync(), contact => contact.Record.Contact.Name.Full == name);
        Assert.IsType<ImportDecided.Accepted>(await rig.Decisions.ApplyAsync(ImportRig.Demo, import.Id, encoding, default));
        Assert.Equal(0, rig.Messages);
    }

    [Fact]
    public async Task An_unsure_encoding_may_be_left_to_us_dropped_or_said_wrongly()
    {
        var rig = await ImportRig.StartAsync();
        var file = Western.GetBytes("name,email\r\nÄ Ð,a@example.com\r\n");
        var first = await rig.ImportAsync(file);
        Assert.Equal("unknown-encoding", Assert.IsType<ImportDecided.Refused>(await rig.Decisions.ApplyAsync(ImportRig.Demo, first.Id, "klingon", default)).Problem.Code);
        Assert.Equal((ImportStatus.Done, first.Encoding), (await ApplyAsync(rig, first.Id, null)) is var left ? (left.Status, left.Encoding) : default);
        await rig.UndoAsync(first.Id);
        Assert.Empty(await rig.ContactsAsync());

        var second = await rig.ImportAsync([.. file, .. "Bob,bob@example.com\r\n"u8]);
        await rig.UndoAsync(second.Id);
        Assert.Equal(ImportStatus.Undone, (await rig.FindAsync(second.Id)).Status);
        Assert.Empty(await rig.ContactsAsync());

        var sure = await rig.ImportAsync("name,email\nZoë,z@example.com\n");
        Assert.Equal("encoding-settled", Assert.IsType<ImportDecided.Refused>(await rig.Decisions.ApplyAsync(ImportRig.Demo, sure.Id, "utf-8", default)).Problem.Code);
    }

    [Fact]
    public async Task A_dry_run_that_asked_for_its_encoding_stays_one_and_headers_that_are_unknown_as_it_is_unsure_wait_too()
    {
        var rig = await ImportRig.StartAsync();
        using var stream = new MemoryStream(Western.GetBytes("Ð;b\r\nÄ;a@example.com\r\n"));
        var upload = await rig.RegisterAsync(new ImportUpload(ImportRig.Demo, "people.csv", "member:manager", new ImportOptions { DryRun = true, Mapping = Mapping }), stream);
        await rig.RunAsync();
        Assert.Equal((ImportStatus.Waiting, "encoding-unsure"), ((await rig.FindAsync(upload.Record.Id)).Status, (await rig.FindAsync(upload.Record.Id)).Problem?.Code));
        var planned = await ApplyAsync(rig, upload.Record.Id, "windows-1252");
        Assert.Equal((ImportStatus.Done, true, 1L), (planned.Status, planned.DryRun, planned.Rows.Created));
        Assert.Empty(await rig.ContactsAsync());
        Assert.Equal(ImportStatus.Done, (await rig.ApplyAsync(upload.Record.Id)).Status);
        Assert.Equal("Ä", (await rig.OnlyContactAsync()).Name.Full);
    }

    private const string Mapping = """{"columns":[{"header":"Ð","field":"name.full"},{"header":"b","field":"emails.address"}]}""";

    private static async Task<ImportRecord> ApplyAsync(ImportRig rig, string id, string? encoding)
    {
        Assert.IsType<ImportDecided.Accepted>(await rig.Decisions.ApplyAsync(ImportRig.Demo, id, encoding, default));
        await rig.RunAsync();
        return await rig.FindAsync(id);
    }

    [Fact]
    public async Task Headers_that_are_known_words_make_a_code_page_sure()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(Western.GetBytes("Prénom;Nom;Société;Téléphone\r\nZoë;Ðaniels;;\r\n"));
        Assert.Equal(("windows-1252", true), (import.Encoding, import.Recognition!.Encoding > 0.9));
    }

    [Theory]
    [InlineData("encoding", "windows-1250", "Żółty")]
    [InlineData("encoding", "windows-1252", "¯ó³ty")]
    public async Task A_dropped_file_says_its_encoding_in_its_metadata(string key, string value, string name)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(Legacy("windows-1250").GetBytes("name,email\r\nŻółty,a@example.com\r\n"), (key, value));
        Assert.Equal((value, name), (import.Encoding, (await rig.OnlyContactAsync()).Name.Full));
        Assert.Null(import.Warnings);
    }

    [Theory]
    [InlineData("Name,E-mail,Birthday\nAnn,a@example.com,25/12/1980\nBob,b@example.com,3/4/1980\n", "1980-04-03", null)]
    [InlineData("Name,E-mail,Birthday\nAnn,a@example.com,12/25/1980\nBob,b@example.com,3/4/1980\n", "1980-03-04", null)]
    [InlineData("Name,E-mail,Birthday\nBob,b@example.com,3/4/1980\n", "1980-03-04", "dates-unsure")]
    [InlineData("Nom,E-mail,Date de naissance\nBob,b@example.com,3/4/1980\n", "1980-04-03", "dates-unsure")]
    [InlineData("Name,E-mail,Birthday\nBob,b@example.com,5/5/1980\n", "1980-05-05", null)]
    [InlineData("Name,E-mail,Geburtstag\nBob,b@example.com,3.4.80\n", "1980-04-03", null)]
    [InlineData("Name,E-mail,生年月日\nBob,b@example.com,1980年4月3日\n", "1980-04-03", null)]
    public async Task Dates_are_read_as_the_file_itself_shows(string content, string birthday, string? warning)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(content);
        var bob = (await rig.ContactsAsync()).Single(contact => contact.Record.Contact.Name.Full == "Bob");
        Assert.Equal((birthday, warning), (bob.Record.Contact.Birthday, import.Warnings?.Single().Code));
    }

    [Theory]
    [InlineData("25/12/1980", "1980-04-03")]
    [InlineData("12/25/1980", "1980-03-04")]
    public async Task The_last_date_of_a_long_file_shows_how_the_first_is_read(string last, string birthday)
    {
        var rig = await ImportRig.StartAsync();
        var rows = string.Concat(Enumerable.Range(0, 300).Select(number => $"P{number:000},3/4/1980\n"));
        var import = await rig.ImportAsync($"Name,Birthday\n{rows}Last,{last}\n");
        Assert.Null(import.Warnings);
        Assert.Equal(birthday, (await rig.NamedAsync("P000")).Record.Contact.Birthday);
    }

    [Theory]
    [InlineData("19800409", "1980-04-09")]
    [InlineData("--0409", "--04-09")]
    [InlineData("9.4.", "--04-09")]
    [InlineData("4月9日", "--04-09")]
    [InlineData("昭和55年4月9日", "1980-04-09")]
    [InlineData("昭和５５年 ４月 ９日", "1980-04-09")]
    [InlineData("S55.4.9", "1980-04-09")]
    [InlineData("S55/4/9", "1980-04-09")]
    [InlineData("昭55.4.9", "1980-04-09")]
    [InlineData("㍼55年4月9日", "1980-04-09")]
    [InlineData("昭和五十五年四月九日", "1980-04-09")]
    [InlineData("昭和三十年十二月三十一日", "1955-12-31")]
    [InlineData("令和元年五月一日", "2019-05-01")]
    [InlineData("一九八〇年四月九日", "1980-04-09")]
    [InlineData("二〇〇〇年十月二十日", "2000-10-20")]
    [InlineData("四月九日", "--04-09")]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("平成31/4/30", "2019-04-30")]
    [InlineData("T10-04-09", "1921-04-09")]
    [InlineData("25/4", "--04-25")]
    [InlineData("09-Apr-80", "1980-04-09")]
    [InlineData("9 OCT 1980", "1980-10-09")]
    [InlineData("April 9th, 1980", "1980-04-09")]
    [InlineData("April 9", "--04-09")]
    [InlineData("Oct 9 2010 00:00:00", "2010-10-09")]
    [InlineData("1980 April 9", "1980-04-09")]
    [InlineData("9. März 1980", "1980-03-09")]
    [InlineData("1er août 1980", "1980-08-01")]
    [InlineData("9 févr. 80", "1980-02-09")]
    [InlineData("9 de enero de 1980", "1980-01-09")]
    [InlineData("9 luglio 1980", "1980-07-09")]
    public async Task A_date_is_read_as_people_write_it(string written, string birthday)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync($"Name,Birthday\nAda,\"{written}\"\n");
        Assert.Equal((1, birthday), (import.Rows.Created, (await rig.OnlyContactAsync()).Birthday));
        Assert.Null(import.KeptAsText);
    }

    [Theory]
    [InlineData("April 1980")]
    [InlineData("31 June 1980")]
    [InlineData("May")]
    [InlineData("19801309")]
    [InlineData("昭和65年4月9日")]
    [InlineData("昭和六十五年四月九日")]
    [InlineData("一九八〇年十三月九日")]
    [InlineData("三月三日会")]
    [InlineData("昭和55年")]
    [InlineData("soon")]
    public async Task What_is_no_date_costs_the_birthday_and_not_the_person(string written)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync($"Name,Birthday\nAda,\"{written}\"\n");
        var ada = await rig.OnlyContactAsync();
        Assert.Equal((null, written), (ada.Birthday, ada.Custom["Birthday"]));
        Assert.Equal(("date-invalid", 2, "Birthday"), Assert.Single(import.Warnings!) is var told ? (told.Code, told.Line, told.Column)
            : default);
    }

    [Fact]
    public async Task Question_marks_in_the_place_of_letters_are_a_warning()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync("name,email,notes\nM?ller,a@example.com,Really?\n??,b@example.com,https://example.com/?a=b\n");
        Assert.Equal("characters-lost", Assert.Single(import.Warnings!).Code);
    }

    [Fact]
    public async Task Columns_that_no_word_is_known_for_are_shown_with_what_they_may_hold()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync("name,Erreichbar unter,Shoe size\nAnn,+49 30 123456,42\nBob,+49 30 654321,44\n");
        var told = Assert.Single(import.Warnings!);
        Assert.Equal(("layout-unsure", "layout"), (told.Code, told.Parameter));
        Assert.Equal(["name"], told.Known!);
        Assert.Equal(["Erreichbar unter", "Shoe size"], told.Unknown!);
        Assert.Equal(
            "Line 1: expected headers of layout named, found 1 (name) and 2 that it has no field for (Erreichbar unter, Shoe size), "
            + "whose values are kept as custom fields. "
            + "If that is wrong, say the layout or give a mapping.",
            told.Message);
        Assert.Equal(
            [("name", "name.full", 1.0, "Ann|Bob"), ("Erreichbar unter", "phones.number", 0.6, "+49 30 123456|+49 30 654321"), ("Shoe size", "custom", 0.0, "42|44")],
            import.Columns!.Select(column => (column.Header, column.Field, column.Confidence, string.Join('|', column.Examples))));
    }

    [Fact]
    public async Task Of_very_many_columns_the_first_are_named_and_the_others_counted()
    {
        var rig = await ImportRig.StartAsync();
        var headers = string.Join(',', Enumerable.Range(1, 60).Select(i => $"{new string('x', 300)} {i}"));
        var import = await rig.ImportAsync($"name,{headers}\nAnn,1\n");
        var told = import.Warnings!.First(warning => warning.Code == "layout-unsure");
        Assert.Equal((20, 100), (told.Unknown!.Count, told.Unknown[0].Length));
        Assert.Contains("and 60 that it has no field for", told.Message, StringComparison.Ordinal);
        Assert.Contains("and 40 more)", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_unknown_headers_is_refused_with_a_proposal_and_imported_with_a_mapping()
    {
        const string content = "Ansprechpartner,Erreichbar,Post,Seite\nAnn Lee,+49 30 123456,ann@example.com,www.example.com\n";
        var rig = await ImportRig.StartAsync();
        var refused = await rig.ImportAsync(content);
        Assert.Equal((ImportStatus.Rejected, "header-not-recognised"), (refused.Status, refused.Problem!.Code));
        Assert.Equal(["name.full", "phones.number", "emails.address", "urls.url"], refused.Columns!.Select(column => column.Field));

        var mapping = """{"columns":[{"header":"ansprechpartner","field":"name.full"},{"header":"Erreichbar","field":"phones.number","label":"work"},{"header":"Post","field":"custom","label":"Letter box"}]}""";
        var import = await rig.ImportAsync(content, ("mapping", mapping));
        var contact = await rig.OnlyContactAsync();
        Assert.Equal((ImportStatus.Done, "mapped"), (import.Status, import.Layout));
        Assert.Equal(("Ann Lee", "+4930123456", "work", "ann@example.com"), (contact.Name.Full, contact.Phones[0].Number, contact.Phones[0].Label, contact.Custom["Letter box"]));
    }

    [Fact]
    public async Task A_saved_mapping_is_asked_for_by_name()
    {
        var rig = await ImportRig.StartAsync();
        var mappings = new ColumnMappings(rig.Table);
        await mappings.SaveAsync(ImportRig.Demo, new SavedMapping("branch offices", ServerlessContacts.Import.Layouts.ColumnMapping.Parse("""{"columns":[{"header":"Who","field":"name.full"}]}""")!), default);
        Assert.Equal("unknown-mapping", (await rig.ImportAsync("Who,Where\nAnn,Hull\n", ("mapping", "head office"))).Problem!.Code);
        Assert.Equal(ImportStatus.Done, (await rig.ImportAsync("Who,Where\nAnn,Hull\n", ("mapping", "branch offices"))).Status);
        Assert.Equal(("Ann", "Hull"), ((await rig.OnlyContactAsync()).Name.Full, (await rig.OnlyContactAsync()).Custom["Where"]));

        Assert.Equal(["branch offices"], (await mappings.AllAsync(ImportRig.Demo, default)).Select(saved => saved.Name));
        Assert.True(await mappings.DeleteAsync(ImportRig.Demo, "branch offices", default));
        Assert.Null(await mappings.FindAsync(ImportRig.Demo, "branch offices", default));
    }

    [Theory]
    [InlineData("layout", "outlook-xx", "unknown-layout")]
    [InlineData("layout", "google", "unknown-layout")]
    [InlineData("encoding", "klingon", "unknown-encoding")]
    [InlineData("delimiter", "colon", "unknown-delimiter")]
    [InlineData("mapping", "{\"columns\":[{\"header\":\"name\",\"field\":\"soul\"}]}", "unknown-mapping")]
    public async Task What_nobody_knows_is_refused(string key, string value, string code)
    {
        var rig = await ImportRig.StartAsync();
        Assert.Equal(code, (await rig.ImportAsync("name,email\nAnn,a@example.com\n", (key, value))).Problem?.Code);
    }

    private static Encoding Legacy(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }
}
