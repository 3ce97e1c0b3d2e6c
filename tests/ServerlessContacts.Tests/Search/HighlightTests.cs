using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class HighlightTests
{
    [Theory]
    [InlineData("lov", "name.full:Lov name.family:Lov")]
    [InlineData("ada", "name.full:Ada name.given:Ada emails[0].address:ada")]
    [InlineData("LOVE ada", "name.full:Ada|Love name.family:Love name.given:Ada emails[0].address:ada")]
    [InlineData("strasse", "addresses[0].street:Straße")]
    [InlineData("ss", "addresses[0].street:ß|ss")]
    [InlineData("uss", "addresses[0].street:uss")]
    [InlineData("acme", "organization.name:ACME emails[0].address:acme notes:ＡＣＭＥ")]
    [InlineData("a", "name.full:A|a|a name.family:a name.given:A|a organization.name:A emails[0].address:a|a|a addresses[0].street:a notes:Ａ")]
    [InlineData("ad da", "name.full:Ada name.given:Ada emails[0].address:ada")]
    [InlineData("9981", "custom.badge:9981")]
    [InlineData("06 12", "phones[0].number:612 phones[0].raw:0)6-12")]
    [InlineData("612", "phones[0].number:612 phones[0].raw:6-12")]
    [InlineData("+33 (0)6", "phones[0].number:336 phones[0].raw:6")]
    [InlineData("5678", "phones[0].number:5678 phones[0].raw:56 78")]
    [InlineData("ada 56", "name.full:Ada name.given:Ada emails[0].address:ada phones[0].number:56 phones[0].raw:56")]
    [InlineData("412", "phones[0].short:412")]
    public async Task Every_span_that_matched_is_told_by_field(string query, string expected)
    {
        var contact = new Contact
        {
            Name = new ContactName { Full = "Ada Lovelace", Given = "Ada", Family = "Lovelace" },
            Organization = new Organization { Name = "ACME" },
            Emails = [new Email { Address = "ada@acme.test" }],
            Phones = [AddressBook.Phone("+33 (0)6-12 34 56 78", "FR") with { Short = "412" }],
            Addresses = [new PostalAddress { Street = "Straße 5 ussr" }],
            Custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["badge"] = "Z-9981" },
            Notes = "ＡＣＭＥ!",
        };
        Assert.Equal(expected, await ShowAsync(contact, query));
    }

    [Theory]
    [InlineData("たろ", "name.phoneticGiven:タロ")]
    [InlineData("なかた", "name.phoneticFamily:ナカ name.phoneticGiven:タ")]
    [InlineData("田中太郎", "name.full:田中 太郎 name.family:田中 name.given:太郎")]
    [InlineData("中太", "name.full:中 太 name.family:中 name.given:太")]
    [InlineData("tana", "name.phoneticFamily:タナ")]
    [InlineData("katar", "name.phoneticFamily:カ name.phoneticGiven:タロ")]
    [InlineData("tarou", "name.phoneticGiven:タロウ")]
    public async Task A_name_written_without_blanks_is_marked_where_its_parts_stand(string query, string expected)
    {
        var contact = new Contact
        {
            Name = new ContactName { Full = "田中 太郎", Family = "田中", Given = "太郎", PhoneticFamily = "タナカ", PhoneticGiven = "タロウ" },
        };
        Assert.Equal(expected, await ShowAsync(contact, query));
    }

    [Theory]
    [InlineData("キョウコ", "kyo", "キョウ")]
    [InlineData("キョウコ", "k", "キョ|コ")]
    [InlineData("ハットリ", "ttori", "ットリ")]
    [InlineData("ﾀﾞｲｱﾅ", "だい", "ﾀﾞｲ")]
    [InlineData("ﾀﾞｲｱﾅ", "dai", "ﾀﾞｲ")]
    [InlineData("サトー", "satou", "サトー")]
    [InlineData("サトー", "う", "ー")]
    [InlineData("ヴァイオレット", "ば", "ヴァ")]
    [InlineData("ヴァイオレット", "va", "ヴァ")]
    [InlineData("みすゞ", "zu", "ゞ")]
    [InlineData("佐々木", "佐木", "々木")]
    [InlineData("佐々木", "佐佐", "佐々")]
    [InlineData("髙橋", "高", "髙")]
    [InlineData("𠮷田", "吉", "𠮷")]
    [InlineData("𠮷田", "田", "田")]
    [InlineData("葛\U000E0100城", "葛", "葛\U000E0100")]
    [InlineData("Satoh", "satou", "Satoh")]
    [InlineData("Ōno", "おおの", "Ōno")]
    [InlineData("ofﬁce", "fi", "ﬁ")]
    [InlineData("ofﬁce", "offi", "ofﬁ")]
    [InlineData("Müller", "mueller", "Müller")]
    [InlineData("e\u0301t", "e", "e\u0301")]
    [InlineData("x👩\u200D💻y", "💻", "👩\u200D💻")]
    [InlineData("👍🏽!", "🏽", "👍🏽")]
    [InlineData("🇫🇷🇩🇪", "🇩", "🇩🇪")]
    public async Task A_span_covers_what_the_word_stands_for_in_whole_characters(string name, string query, string expected)
    {
        var contact = AddressBook.Named("x") with { Nickname = name };
        Assert.Equal($"nickname:{expected}", await ShowAsync(contact, query));
    }

    [Fact]
    public void What_is_found_is_marked_and_what_is_marked_was_found() => Prop.ForAll(NamesAndParts().ToArbitrary(), pair =>
    {
        var (contact, query) = (AddressBook.Named("#") with { Nickname = pair.Name }, QueryTerms.Parse(pair.Part));
        var spans = Highlighter.Of(new ShownContact(OneContact.Shown(contact)), query.Terms);
        Assert.Equal(OneContact.ClassOf(contact, pair.Part) is not null && query.Terms.Count > 0, spans.Count > 0);
        Assert.All(spans, span => Assert.Contains(query.Terms, term => OneContact.Holds(AddressBook.Named(pair.Name.Substring(span.Start, span.Length)), term)));
        Assert.All(spans, span => Assert.Contains(span.Start, StringInfo.ParseCombiningCharacters(pair.Name)));
        Assert.All(spans, span => Assert.Contains(span.Start + span.Length, StringInfo.ParseCombiningCharacters(pair.Name).Append(pair.Name.Length)));
    }).Check(Properties.Cases(100));

    [Fact]
    public async Task Nothing_is_marked_unless_asked()
    {
        var book = new AddressBook();
        await book.ShareAsync("Ada");
        Assert.Empty((await book.AskAsync(new SearchQuery { Text = "ada" })).Sections[0].Items[0].Highlights);
    }

    /// <summary>A name of any characters, and as a query a part of it, in kana or romaji as it may be.</summary>
    private static Gen<(string Name, string Part)> NamesAndParts()
    {
        var piece = Gen.Elements(
            "a", "é", "E\u0301", "ß", "ﬁ", "Ａ", "サ", "ﾀﾞ", "キョ", "しゅ", "ッ", "ン", "ト", "ー", "ウ", "々", "佐", "髙", "𠮷", "葛\U000E0100", "ヴ", "ァ", "ゞ", "Sato", "ū", "n'", "-", "👩\u200D💻", "㈱", "ka", "i");
        return from pieces in piece.ArrayOf()
               from start in Gen.Choose(0, pieces.Length)
               from length in Gen.Choose(0, pieces.Length - start)
               let part = string.Concat(pieces.Skip(start).Take(length))
               from asRomaji in Gen.Elements(true, false)
               select (string.Concat(pieces), asRomaji ? (WordReadings.RomajiOfKana(part) ?? part).ToLowerInvariant() : part);
    }

    private static async Task<string> ShowAsync(Contact contact, string query)
    {
        var book = new AddressBook();
        await book.ShareAsync(contact);
        var highlights = (await book.AskAsync(query)).Sections.Single().Items.Single().Highlights;
        return string.Join(' ', highlights.GroupBy(highlight => highlight.Field, StringComparer.Ordinal)
            .Select(field => $"{field.Key}:{string.Join('|', field.Select(span => TextOf(contact, field.Key).Substring(span.Start, span.Length)))}"));
    }

    private static string TextOf(Contact contact, string field) => field switch
    {
        "name.full" => contact.Name.Full!,
        "name.family" => contact.Name.Family!,
        "name.given" => contact.Name.Given!,
        "name.phoneticFamily" => contact.Name.PhoneticFamily!,
        "name.phoneticGiven" => contact.Name.PhoneticGiven!,
        "organization.name" => contact.Organization!.Name!,
        "emails[0].address" => contact.Emails[0].Address,
        "phones[0].number" => contact.Phones[0].Number,
        "phones[0].raw" => contact.Phones[0].Raw,
        "phones[0].short" => contact.Phones[0].Short!,
        "addresses[0].street" => contact.Addresses[0].Street!,
        "custom.badge" => contact.Custom["badge"],
        "nickname" => contact.Nickname!,
        "notes" => contact.Notes!,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of this contact."),
    };
}
