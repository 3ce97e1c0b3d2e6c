using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Tests.Import;

/// <summary>Files of vCards go the way of other files: a card is a row.</summary>
public sealed class CardImportTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8];

    private static readonly string Photo = $"PHOTO;ENCODING=b;TYPE=JPEG:{Convert.ToBase64String(Picture)}\r\n";

    [Fact]
    public async Task Cards_are_counted_and_stored_like_rows_and_their_fields_say_where_they_came_from()
    {
        var rig = await ImportRig.StartAsync();
        var import = await ImportAsync(rig, Card("Ada Winter", "EMAIL:ada@example.com\r\n") + Card("山田 太郎", "TEL;TYPE=CELL:090-1234-5678\r\n"));
        Assert.Equal((ImportStatus.Done, "vcard", "utf-8", 1.0, (string?)null), (import.Status, import.Layout, import.Encoding, import.Confidence, import.Delimiter));
        Assert.Equal((2, 2, 0), (import.Rows.Total, import.Rows.Created, import.Rows.Rejected));
        var taro = (await rig.ContactsAsync()).Single(contact => contact.Record.Contact.Name.Full == "山田 太郎").Record;
        Assert.Equal("+819012345678", taro.Contact.Phones[0].Number);
        Assert.Equal($"import:{import.Id}#6", taro.OriginOf("phones")!.Source);
    }

    [Fact]
    public async Task Cards_that_stand_on_one_line_are_contacts_of_their_own()
    {
        var rig = await ImportRig.StartAsync();
        var import = await ImportAsync(rig, "BEGIN:VCARDFN:Ada WinterEND:VCARDBEGIN:VCARDFN:Bob SummerEND:VCARD\r\n" + Card("Cid Autumn", ""));
        Assert.Equal((3, 3, 0), (import.Rows.Total, import.Rows.Created, import.Rows.Rejected));
        Assert.Equal(["Ada Winter", "Bob Summer", "Cid Autumn"], (await rig.ContactsAsync()).Select(contact => contact.Record.Contact.Name.Full).Order());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1251")]
    [InlineData("shift_jis")]
    public async Task Quoted_names_that_say_no_encoding_are_read_in_the_one_that_their_bytes_show(string encoding)
    {
        string[] names = encoding == "shift_jis" ? ["山田太郎", "佐藤花子", "鈴木一郎", "高橋美咲", "田中健太", "伊藤さくら"]
            : ["Анна Каренина", "Алексей Вронский", "Константин Лёвин", "Екатерина Щербацкая", "Степан Облонский", "Дарья Облонская"];
        var rig = await ImportRig.StartAsync();
        var import = await ImportAsync(rig, string.Concat(names.Select(name => QuotedCard(name, encoding))));
        Assert.Equal((ImportStatus.Done, encoding, 6, 0), (import.Status, import.Encoding, import.Rows.Created, import.Rows.Rejected));
        Assert.Equal(names.Order(StringComparer.Ordinal), await NamesAsync(rig));
    }

    [Fact]
    public async Task Of_cards_that_quote_in_two_encodings_each_is_read_in_its_own()
    {
        var rig = await ImportRig.StartAsync();
        string[] names = ["Анна Каренина", "Алексей Вронский", "Константин Лёвин", "Екатерина Щербацкая", "Степан Облонский",
            "Дарья Облонская"];
        var import = await ImportAsync(rig,
            Card("Zoë", "") + QuotedCard("René Müller", "utf-8") + string.Concat(names.Select(name => QuotedCard(name, "windows-1251"))));
        Assert.Equal(("utf-8", 8, 0), (import.Encoding, import.Rows.Created, import.Rows.Rejected));
        Assert.Equal([.. names.Append("René Müller").Append("Zoë").Order(StringComparer.Ordinal)], await NamesAsync(rig));
    }

    [Fact]
    public async Task A_quoted_name_that_fits_several_encodings_waits_for_an_answer()
    {
        var rig = await ImportRig.StartAsync();
        var import = await ImportAsync(rig, QuotedCard("Ž", "windows-1250"));
        Assert.Equal((ImportStatus.Waiting, "encoding-unsure"), (import.Status, import.Problem!.Code));
        Assert.IsType<ImportDecided.Accepted>(await rig.Decisions.ApplyAsync(ImportRig.Demo, import.Id, "windows-1250", default));
        await rig.RunAsync();
        Assert.Equal(["Ž"], await NamesAsync(rig));
    }

    private static string QuotedCard(string name, string encoding)
    {
        var quoted = string.Concat(TextEncodings.Get(encoding).GetBytes(name).Select(value => $"={value:X2}"));
        return $"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:{quoted.Insert(quoted.Length / 6 * 3, "=\r\n")}\r\nEND:VCARD\r\n";
    }

    private static async Task<IEnumerable<string?>> NamesAsync(ImportRig rig) =>
        (await rig.ContactsAsync()).Select(contact => contact.Record.Contact.Name.Full).Order(StringComparer.Ordinal);

    [Fact]
    public async Task The_same_cards_again_change_nothing_and_a_card_of_a_known_person_updates_them()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,email\nAda Winter,ada@example.com\n");
        var first = await ImportAsync(rig, Card("Ada Winter", "EMAIL:ADA@example.com\r\nTEL:+81 90 1111 2222\r\nTITLE:Countess\r\n" + Photo));
        Assert.Equal((0, 1), (first.Rows.Created, first.Rows.Updated));
        var again = await ImportAsync(rig, Card("Ada Winter", "EMAIL:ada@example.com\r\nTEL:+81 90 1111 2222\r\nTITLE:Countess\r\n" + Photo));
        Assert.Equal((0, 0, 1), (again.Rows.Created, again.Rows.Updated, again.Rows.Unchanged));
        var ada = await rig.OnlyContactAsync();
        Assert.Equal(("Countess", "+819011112222", Photos.NameOf(Picture)), (ada.Organization!.Title, ada.Phones[0].Number, ada.Photo));
    }

    [Fact]
    public async Task A_picture_is_stored_where_the_contact_has_none_and_only_there()
    {
        var rig = await ImportRig.StartAsync();
        await ImportAsync(rig, Card("Ada Winter", "EMAIL:ada@example.com\r\n" + Photo));
        byte[] other = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 9];
        var second = await ImportAsync(rig, Card("Ada Winter", $"EMAIL:ada@example.com\r\nPHOTO;ENCODING=b:{Convert.ToBase64String(other)}\r\n"));
        Assert.Equal(1, second.Rows.Unchanged);
        Assert.Equal(Photos.NameOf(Picture), (await rig.OnlyContactAsync()).Photo);
        Assert.Equal([$"photos/demo/{Photos.NameOf(Picture)}"], rig.Files.Paths.Where(path => path.StartsWith("photos/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_dry_run_of_cards_plans_them_and_stores_neither_contacts_nor_pictures()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.DryRunAsync(Card("Ada Winter", Photo) + Card("", "EMAIL:nothing\r\n"));
        Assert.Equal((ImportStatus.Done, "vcard", 1, 1), (import.Status, import.Layout, import.Rows.Created, import.Rows.Rejected));
        Assert.Empty(await rig.ContactsAsync());
        Assert.DoesNotContain(rig.Files.Paths, path => path.StartsWith("photos/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejected_cards_come_back_with_their_reasons_and_corrected_import_exactly_themselves()
    {
        var rig = await ImportRig.StartAsync();
        var file = Card("Good One", "EMAIL:good@example.com\r\n") + Card("", "EMAIL:nothing\r\n") + "BEGIN:VCARD\r\nFN:Never Ends\r\n" + Card("Bad Number", "TEL:8.19E+11\r\n") + Card("Good Two", "");
        var import = await ImportAsync(rig, file);
        Assert.Equal((5, 2, 3), (import.Rows.Total, import.Rows.Created, import.Rows.Rejected));
        Assert.Equal(
            ["9,EMAIL,email-no-at", "11,,vcard-unterminated", "16,TEL,phone-scientific-notation"],
            rig.Files.Text(ImportStorage.Reports, "demo/people.vcf.rejected.csv")!.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => string.Join(',', line.Split(',')[..3])));
        var cards = rig.Files.Text(ImportStorage.Reports, "demo/people.vcf.rejected.vcf")!;
        Assert.StartsWith("BEGIN:VCARD\r\nX-SERVERLESSCONTACTS-REJECTED:email-no-at\\; EMAIL: ", cards, StringComparison.Ordinal);

        var same = await ImportAsync(rig, cards);
        Assert.Equal((3, 3), (same.Rows.Total, same.Rows.Rejected));
        Assert.Equal(cards, rig.Files.Text(ImportStorage.Reports, "demo/people.vcf.rejected.vcf"));

        var corrected = cards.Replace("EMAIL:nothing", "EMAIL:bad@example.com", StringComparison.Ordinal).Replace("FN:Never Ends", "FN:Ends\r\nEND:VCARD", StringComparison.Ordinal).Replace("TEL:8.19E+11", "TEL:+81 90 1111 2222", StringComparison.Ordinal);
        var fixedCards = await ImportAsync(rig, corrected);
        Assert.Equal((3, 3, 0), (fixedCards.Rows.Total, fixedCards.Rows.Created, fixedCards.Rows.Rejected));
        Assert.All(await rig.ContactsAsync(), contact => Assert.Empty(contact.Record.Contact.Custom));
        Assert.Null(rig.Files.Text(ImportStorage.Reports, "demo/people.vcf.rejected.vcf"));
    }

    [Fact]
    public async Task Who_may_see_a_contact_where_it_lies_and_whether_it_is_internal_is_not_for_a_card_to_say()
    {
        var rig = await ImportRig.StartAsync();
        var into = new StringWriter();
        VCardWriter.Write(new Contact { Name = new ContactName { Full = "Eve Spy", Given = "Eve", Family = "Spy" }, Internal = true, Folder = "f", Groups = ["g"], Visibility = Visibility.Everyone }, null, VCardVersion.V4, into);
        await ImportAsync(rig, into.ToString());
        var eve = await rig.OnlyContactAsync();
        Assert.Equal((false, null, 0, Visibility.Owner, 0), (eve.Internal, eve.Folder, eve.Groups.Count, eve.Visibility, eve.Custom.Count));
    }

    [Theory]
    [InlineData("demo/people.vcf", "name,email\nAda,ada@example.com\n", "not-a-vcard")]
    [InlineData("demo/people.vcf", "", "empty-file")]
    [InlineData("demo/people.vcf", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0", "not-a-vcard")]
    public async Task A_file_that_holds_no_cards_is_rejected(string path, string content, string code)
    {
        var rig = await ImportRig.StartAsync();
        await rig.DropAsync(path, Encoding.Latin1.GetBytes(content));
        await rig.RunAsync();
        Assert.Equal((ImportStatus.Rejected, code), ((await rig.NewestAsync()).Status, (await rig.NewestAsync()).Problem!.Code));
    }

    [Fact]
    public async Task Cards_are_known_whatever_the_file_is_called_and_in_the_encoding_of_old_telephones()
    {
        var rig = await ImportRig.StartAsync();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var import = await rig.ImportAsync(Encoding.GetEncoding("shift_jis").GetBytes("BEGIN:VCARD\r\nVERSION:2.1\r\nN:山田;太郎\r\nSOUND;X-IRMC-N:ﾔﾏﾀﾞ;ﾀﾛｳ\r\nORG:サンプル株式会社\r\nEND:VCARD\r\n"));
        Assert.Equal(("vcard", "shift_jis", 1), (import.Layout, import.Encoding, import.Rows.Created));
        Assert.Equal("山田 太郎", (await rig.OnlyContactAsync()).Name.Full);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_import_of_cards_that_dies_at_any_write_goes_on_without_loss_duplicate_or_miscount(bool takesEffect)
    {
        var file = string.Concat(Enumerable.Range(0, 12).Select(i => i % 4 == 3 ? "BEGIN:VCARD\r\nFN:Never Ends\r\n" : Card($"Person {i}", $"EMAIL:p{i}@example.com\r\n{(i % 4 == 0 ? Photo : "")}")));
        var writes = 1;
        for (var isOver = false; !isOver; writes++)
        {
            var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 2, ChunksInFlight = 3, CheckpointInterval = TimeSpan.Zero });
            await rig.DropAsync("demo/people.vcf", file);
            isOver = !await rig.DiesAsync(writes, takesEffect, rig.RunAsync);
            await rig.RunAsync();
            var import = await rig.NewestAsync();
            Assert.Equal((ImportStatus.Done, 12L, 9L, 3L), (import.Status, import.Rows.Total, import.Rows.Created, import.Rows.Rejected));
            Assert.Equal(9, (await rig.ContactsAsync()).Count);
            Assert.Equal(3, (await rig.ContactsAsync()).Count(contact => contact.Record.Contact.Photo == Photos.NameOf(Picture)));
            Assert.Equal(4, rig.Files.Text(ImportStorage.Reports, "demo/people.vcf.rejected.csv")!.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Equal(3, rig.Files.Text(ImportStorage.Reports, "demo/people.vcf.rejected.vcf")!.Split("BEGIN:VCARD").Length - 1);
        }

        Assert.InRange(writes, 15, 200);
    }

    private static async Task<ImportRecord> ImportAsync(ImportRig rig, string cards)
    {
        await rig.DropAsync("demo/people.vcf", cards);
        rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        await rig.RunAsync();
        return await rig.NewestAsync();
    }

    private static string Card(string name, string lines) => $"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{lines}END:VCARD\r\n";
}
