using ServerlessContacts.Contacts;
using ServerlessContacts.Search;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search;

/// <summary>What is typed and whom it finds, by language. Start here to learn what the normal form of search makes alike.</summary>
public sealed class NormalFormTests
{
    private static readonly Dictionary<string, Contact> People = new(StringComparer.Ordinal)
    {
        ["Ada"] = Latin("Ada", "Lovelace") with { Phones = [AddressBook.Phone("020 7946 0958", "GB")], Organization = new Organization { Name = "Smith–Jones & Co." } },
        ["Siobhan"] = Latin("Siobhan", "O’Brien") with { Phones = [AddressBook.Phone("(415) 555-2671", "US")], Notes = "The ﬁnance ofﬁce, 5 №" },
        ["Francois"] = Latin("François", "Lefèvre-Œuvrard") with
        {
            Phones = [AddressBook.Phone("+33 6 12 34 56 78", "FR")],
            Addresses = [new PostalAddress { Street = "12 rue de l’Église", City = "L’Haÿ-les-Roses" }],
            Organization = new Organization { Name = "Société Générale" },
        },
        ["Laetitia"] = Latin("Lætitia", "Noël"),
        ["Juergen"] = Latin("Jürgen", "Müller-Weiß") with
        {
            Phones = [AddressBook.Phone("+49 (0)30 / 90 18 20", "DE")],
            Organization = new Organization { Name = "Großmann GmbH & Co. KG" },
            Addresses = [new PostalAddress { Street = "Königsstraße 5" }],
        },
        ["Mueller"] = Latin("Joerg", "Mueller"),
        ["Lukasz"] = Latin("Łukasz", "Søndergård"),
        ["Ohno"] = Latin("Ken", "Ohno"),
        ["Sato"] = Japanese("佐藤", "健一", "サトウ", "ケンイチ") with { Phones = [AddressBook.Phone("090-1234-5678")] },
        ["Satomi"] = Japanese("里見", "杏奈", "さとみ", "あんな"),
        ["Sasaki"] = Japanese("佐々木", "翔太", "ｻｻｷ", "ｼｮｳﾀ"),
        ["Inoue"] = Japanese("井上", "淳也", "いのうえ", "じゅんや"),
        ["Honma"] = Japanese("本間", "詩織", "ホンマ", "シヲリ"),
        ["Hattori"] = Japanese("服部", "千鶴", "ハットリ", "チヅル"),
        ["Onodera"] = Japanese("大野寺", "洋子", "オオノデラ", "ヨウコ"),
        ["Watanabe"] = Japanese("渡邉", "恵", "ワタナベ", "メグミ"),
        ["Takahashi"] = Japanese("髙橋", "裕子", "タカハシ", "ユーコ"),
        ["Nakamura"] = Japanese("中村", "京子", "ﾅｶﾑﾗ", "ｷﾖｳｺ"),
        ["Misuzu"] = AddressBook.Named("金子 みすゞ"),
        ["Michael"] = AddressBook.Named("マイケル・ヴィンセント"),
        ["Coffee"] = new Contact { Kind = ContactKind.Organization, Organization = new Organization { Name = "㈱ミナトコーヒー", PhoneticName = "カブシキガイシャミナトコーヒー" } },
        ["Server"] = AddressBook.Named("コンピュータ室") with { Addresses = [new PostalAddress { Street = "霞ヶ関３ー５ー１" }] },
    };

    private static readonly Lazy<Task<AddressBook>> Book = new(FilledAsync);

    [Theory]
    // English: case, width, apostrophes, dashes, ligatures.
    [InlineData("ADA", "Ada")]
    [InlineData("lovel", "Ada")]
    [InlineData("lace ada", "Ada")]
    [InlineData("Ａｄａ　Ｌｏｖｅ", "Ada")]
    [InlineData("𝓐𝓭𝓪", "Ada")]
    [InlineData("smith-jones", "Ada")]
    [InlineData("Smith—Jones", "Ada")]
    [InlineData("& co.", "Ada Juergen")]
    [InlineData("o'brien", "Siobhan")]
    [InlineData("O‘BRIEN", "Siobhan")]
    [InlineData("finance", "Siobhan")]
    [InlineData("office no", "Siobhan")]
    [InlineData("ob\u200Brien", "")]
    [InlineData("bri\u00ADen", "Siobhan")]
    // French: accents, ligatures, cedilla.
    [InlineData("francois", "Francois")]
    [InlineData("FRANÇOIS", "Francois")]
    [InlineData("franc\u0327ois", "Francois")]
    [InlineData("lefevre", "Francois")]
    [InlineData("lefêvre", "Francois")]
    [InlineData("oeuvrard", "Francois")]
    [InlineData("ŒUVRARD", "Francois")]
    [InlineData("l'eglise", "Francois")]
    [InlineData("hay-les-roses", "Francois")]
    [InlineData("societe generale", "Francois")]
    [InlineData("générale société", "Francois")]
    [InlineData("laetitia", "Laetitia")]
    [InlineData("NOEL", "Laetitia")]
    [InlineData("noël", "Laetitia")]
    // German and its neighbours: sharp s, umlauts dropped or spelt, strokes and rings.
    [InlineData("muller", "Juergen")]
    [InlineData("müller", "Juergen Mueller")]
    [InlineData("Mu\u0308ller", "Juergen Mueller")]
    [InlineData("mueller", "Juergen Mueller")]
    [InlineData("MUELL", "Juergen Mueller")]
    [InlineData("juergen", "Juergen")]
    [InlineData("jörg", "Mueller")]
    [InlineData("weiss", "Juergen")]
    [InlineData("WEIẞ", "Juergen")]
    [InlineData("grossmann", "Juergen")]
    [InlineData("konigsstrasse", "Juergen")]
    [InlineData("koenigsstr", "Juergen")]
    [InlineData("KÖNIGSSTRASSE 5", "Juergen")]
    [InlineData("lukasz", "Lukasz")]
    [InlineData("łuk", "Lukasz")]
    [InlineData("sondergard", "Lukasz")]
    [InlineData("Søndergaard", "")]
    // Japanese: writings of one kana, half and full width, marks, old and new characters.
    [InlineData("佐藤健一", "Sato")]
    [InlineData("佐藤　健一", "Sato")]
    [InlineData("健一 佐藤", "Sato")]
    [InlineData("藤健", "Sato")]
    [InlineData("さとうけんいち", "Sato")]
    [InlineData("サトウ", "Sato")]
    [InlineData("ｻﾄｳ", "Sato")]
    [InlineData("さとー", "Sato Satomi")]
    [InlineData("サトーケン", "Sato")]
    [InlineData("うけん", "Sato")]
    [InlineData("さと", "Sato Satomi")]
    [InlineData("佐々木", "Sasaki")]
    [InlineData("佐佐木", "Sasaki")]
    [InlineData("ささき", "Sasaki")]
    [InlineData("ショータ", "Sasaki")]
    [InlineData("しょう", "Sasaki")]
    [InlineData("渡辺", "Watanabe")]
    [InlineData("渡邊", "Watanabe")]
    [InlineData("高橋", "Takahashi")]
    [InlineData("ゆうこ", "Takahashi")]
    [InlineData("ユーコ", "Takahashi")]
    [InlineData("なかむらきょうこ", "Nakamura")]
    [InlineData("キヨウ", "Nakamura")]
    [InlineData("ちずる", "Hattori")]
    [InlineData("チヅル", "Hattori")]
    [InlineData("はっとり", "Hattori")]
    [InlineData("オーノ", "Onodera Ohno")]
    [InlineData("おおの", "Onodera Ohno")]
    [InlineData("みすず", "Misuzu")]
    [InlineData("ミスヾ", "Misuzu")]
    [InlineData("まいける", "Michael")]
    [InlineData("ビンセント", "Michael")]
    [InlineData("ゔぃん", "Michael")]
    [InlineData("(株)みなと", "Coffee")]
    [InlineData("コーヒー", "Coffee")]
    [InlineData("こーひ", "Coffee")]
    [InlineData("コンピューター", "Server")]
    [InlineData("霞ヶ関3-5-1", "Server")]
    [InlineData("うえ", "Inoue")]
    // Japanese readings in romaji, of any school, whole or in part, while they are typed.
    [InlineData("satou", "Sato Satomi")]
    [InlineData("satō ken", "Sato")]
    [InlineData("satoh ichi", "Sato")]
    [InlineData("satoo", "Sato Satomi")]
    [InlineData("kenichi sat", "Sato")]
    [InlineData("ken'ichi", "Sato")]
    [InlineData("ken-iti", "Sato")]
    [InlineData("kennichi", "Sato")]
    [InlineData("satoukenichi", "Sato")]
    [InlineData("ＳＡＴＯＵ", "Sato Satomi")]
    [InlineData("satom", "Satomi")]
    [InlineData("anna", "Satomi")]
    [InlineData("sasaki", "Sasaki")]
    [InlineData("shota", "Sasaki")]
    [InlineData("syouta", "Sasaki")]
    [InlineData("shōta", "Sasaki")]
    [InlineData("sas", "Sasaki")]
    [InlineData("inoue", "Inoue")]
    [InlineData("junya", "Inoue")]
    [InlineData("jun'ya", "Inoue")]
    [InlineData("zyunya", "Inoue")]
    [InlineData("juny", "Inoue")]
    [InlineData("homma", "Honma")]
    [InlineData("honma", "Honma")]
    [InlineData("hom", "Honma")]
    [InlineData("shiori", "Honma")]
    [InlineData("siwori", "Honma")]
    [InlineData("hattori", "Hattori")]
    [InlineData("hatt", "Hattori")]
    [InlineData("ttori", "Hattori")]
    [InlineData("chizuru", "Hattori")]
    [InlineData("tiduru", "Hattori")]
    [InlineData("chid", "Hattori")]
    [InlineData("onodera", "Onodera")]
    [InlineData("oonodera", "Onodera")]
    [InlineData("ohnodera", "Onodera")]
    [InlineData("youko", "Onodera Nakamura")]
    [InlineData("yoko", "Onodera Nakamura")]
    [InlineData("watanabe", "Watanabe")]
    [InlineData("meg", "Watanabe")]
    [InlineData("yūko", "Takahashi")]
    [InlineData("yuko", "Takahashi")]
    [InlineData("nakam", "Nakamura")]
    [InlineData("misuzu", "Misuzu")]
    [InlineData("maikeru", "Michael")]
    [InlineData("vinsento", "Michael")]
    [InlineData("binse", "Michael")]
    [InlineData("minatoko-hi-", "Coffee")]
    // Names in romaji, in another romanisation or in kana.
    [InlineData("ohno", "Ohno Onodera")]
    [InlineData("ono", "Ohno Onodera")]
    [InlineData("ōno", "Ohno Onodera")]
    [InlineData("おおのけ", "")]
    [InlineData("けん おおの", "Ohno")]
    // Digits in any notation on either side.
    [InlineData("06 12 34", "Francois")]
    [InlineData("+33612", "Francois")]
    [InlineData("+33 (0)6", "Francois")]
    [InlineData("0033 6 12", "Francois")]
    [InlineData("33 6 12", "Francois")]
    [InlineData("3612345", "Francois")]
    [InlineData("０６．１２", "Francois")]
    [InlineData("0044 20", "Ada")]
    [InlineData("020-7946", "Ada")]
    [InlineData("+1 (415)", "Siobhan")]
    [InlineData("5552671", "Siobhan")]
    [InlineData("+49 30", "Juergen")]
    [InlineData("030/901820", "Juergen")]
    [InlineData("+81 90-1234", "Sato")]
    [InlineData("0081 90", "Sato")]
    [InlineData("０９０ー１２３４", "Sato")]
    // What must not be found.
    [InlineData("さとう", "Sato")]
    [InlineData("サトミ", "Satomi")]
    [InlineData("hatori", "")]
    [InlineData("さどう", "")]
    [InlineData("shuta", "")]
    [InlineData("honna", "")]
    [InlineData("佐木", "Sasaki")]
    [InlineData("渡部", "")]
    [InlineData("ada brien", "")]
    [InlineData("lovelaceada", "")]
    [InlineData("0612 35", "")]
    [InlineData("+33 7", "")]
    [InlineData("+6 12", "")]
    [InlineData("06x12", "")]
    [InlineData("straβe", "")]
    public async Task A_query_finds_these(string query, string expected)
    {
        var answer = await (await Book.Value).AskAsync(new SearchQuery { Text = query, Limit = 100 });
        var found = answer.Sections.SelectMany(section => section.Items).Select(item => item.Contact.Record.Contact.Groups.Single());
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("佐藤健一", "Sato", HitClass.WholeName)]
    [InlineData("健一 佐藤", "Sato", HitClass.WholeName)]
    [InlineData("さとう けんいち", "Sato", HitClass.WholeName)]
    [InlineData("サトー", "Sato", HitClass.WholeName)]
    [InlineData("satou", "Sato", HitClass.WholeName)]
    [InlineData("Satō Ken'ichi", "Sato", HitClass.WholeName)]
    [InlineData("kenichi sato", "Sato", HitClass.WholeName)]
    [InlineData("sato", "Satomi", HitClass.NamePrefix)]
    [InlineData("ken", "Sato", HitClass.NamePrefix)]
    [InlineData("けん", "Sato", HitClass.NamePrefix)]
    [InlineData("健", "Sato", HitClass.NamePrefix)]
    [InlineData("ichi", "Sato", HitClass.Elsewhere)]
    [InlineData("藤", "Sato", HitClass.Elsewhere)]
    [InlineData("みす", "Misuzu", HitClass.NamePrefix)]
    [InlineData("ヴィンセ", "Michael", HitClass.NamePrefix)]
    [InlineData("vinse", "Michael", HitClass.NamePrefix)]
    [InlineData("lovelace ada", "Ada", HitClass.WholeName)]
    [InlineData("Ada", "Ada", HitClass.WholeName)]
    [InlineData("love ad", "Ada", HitClass.NamePrefix)]
    [InlineData("oeuv", "Francois", HitClass.NamePrefix)]
    [InlineData("brien", "Siobhan", HitClass.NamePrefix)]
    [InlineData("mueller joer", "Mueller", HitClass.NamePrefix)]
    [InlineData("おおの", "Ohno", HitClass.NamePrefix)]
    [InlineData("Ken Oono", "Ohno", HitClass.WholeName)]
    [InlineData("oono", "Ohno", HitClass.NamePrefix)]
    [InlineData("サト", "Sato", HitClass.NamePrefix)]
    [InlineData("けん おおの", "Ohno", HitClass.NamePrefix)]
    [InlineData("smith", "Ada", HitClass.Elsewhere)]
    public void A_match_is_classed_by_how_much_of_the_name_it_is(string query, string person, HitClass expected)
    {
        Assert.Equal(expected, OneContact.ClassOf(People[person], query));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("mueller")]
    [InlineData("さとー")]
    [InlineData("コーノ")]
    [InlineData("shinnyad")]
    [InlineData("+33 (0)6 12")]
    [InlineData("0033 (0)6 12")]
    [InlineData("van der berg")]
    [InlineData("さとう けん た")]
    public void A_word_has_one_to_four_alternatives_and_so_has_the_whole(string query)
    {
        var terms = QueryTerms.Parse(query);
        Assert.All(terms.Terms, term => Assert.InRange(term.Alternatives.Count, 1, 4));
        Assert.InRange(terms.Wholes.Count, 1, 4);
        Assert.DoesNotContain("", terms.Terms.SelectMany(term => term.Alternatives));
    }

    [Fact]
    public void The_lines_of_a_document_say_everything_once()
    {
        Assert.Equal(
            "佐藤健一|佐藤|健一|さとう|けんいち|さとうけんいち|SATO|KENITI|SATOKENITI|+819012345678|09012345678|",
            DocumentText.Of(People["Sato"]).Text.Replace('\n', '|'));
        Assert.Equal(
            "ken ohno|ohno|ken| KEN  ONO|",
            DocumentText.Of(People["Ohno"]).Text.Replace('\n', '|'));
    }

    private static Contact Latin(string given, string family) => new() { Name = new ContactName { Full = $"{given} {family}", Given = given, Family = family } };

    private static Contact Japanese(string family, string given, string phoneticFamily, string phoneticGiven) => new()
    {
        Name = new ContactName { Full = $"{family} {given}", Family = family, Given = given, PhoneticFamily = phoneticFamily, PhoneticGiven = phoneticGiven },
    };

    private static async Task<AddressBook> FilledAsync()
    {
        var book = new AddressBook();
        foreach (var (key, contact) in People)
        {
            await book.ShareAsync(contact with { Groups = [key] });
        }

        return book;
    }
}
