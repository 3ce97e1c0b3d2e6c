using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Tests.Contacts.VCards;

/// <summary>A contact that is written and read again is the same contact, in both versions and with every field.</summary>
public sealed class RoundTripTests
{
    private static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "JP" }));

    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];

    private static readonly string?[] Labels =
        [null, null, "work", "home", "mobile", "fax", "workFax", "homeFax", "otherFax", "pager", "workMobile", "workPager", "main", "other", "Work", "Boot;haus, \"A\"", "自宅", "homePage", "x-y", "iPhone", "^n"];

    private static readonly string[] Pieces =
    [
        "a", "Zoë", "山田", "ﾔﾏﾀﾞ", "やまだ", "שלום", "مرحبا", "\u202Eabc\u202C", "😀", "👩‍👩‍👧", "𠮷", "\"", "'", ",", ";", ":", "\\", "\\n", "\\N", "\\,", "^n", "^'", "^^", "=", "=C3=A9", " ", "  ", "\n", "\r\n", "\t", "\n ", "\r\n\t",
        "BEGIN:VCARD", "END:VCARD", "tel:", ";ext=5", "data:,", "http://x.example/?a=1;b=2,3#c", "_$!<", ">!$_", "\uFEFF", "\u2028", "\u0085x"[1..], "item1.", "%41", "長い文字列が折り返されるまで続きます", "and a text that is long enough to be folded somewhere within",
    ];

    [Theory]
    [InlineData(VCardVersion.V3)]
    [InlineData(VCardVersion.V4)]
    public void A_contact_that_is_written_and_read_again_is_the_same(VCardVersion version) => Check(Contacts(), contact =>
    {
        var (card, losses) = Write(contact, version, new VCardPhoto(Picture, "image/jpeg"));
        var read = Assert.Single(Read(card));
        Assert.Null(read.Problem);
        Assert.Equal(Picture, read.Photo!.Bytes.ToArray());
        var again = Rules.Check(read.Contact);
        Assert.True(again.IsValid, again.IsValid ? "" : again.Problems[0].ToString());
        Assert.Equal(Json(contact), Json(again.Contact));
        Assert.Empty(losses);
        Assert.All(card.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
    });

    /// <summary>Characters that no card may hold are lost, and the writer says of which fields.</summary>
    [Theory]
    [InlineData(VCardVersion.V3)]
    [InlineData(VCardVersion.V4)]
    public void What_is_not_read_again_was_said_to_be_lost(VCardVersion version) => Check(
        from contact in Contacts()
        from dirt in Gen.Elements("\u0001", "\r", "\uD800", "\u0085", "\0", "\u001B")
        from at in Gen.Choose(0, 9)
        select Soil(contact, dirt, at),
        contact =>
        {
            var (card, losses) = Write(contact, version, new VCardPhoto(Picture, "image/jpeg"));
            var read = Assert.Single(Read(card));
            Assert.Null(read.Problem);
            var changed = ContactFields.Changed(contact, read.Contact with { Photo = contact.Photo });
            Assert.Subset(losses.Select(path => path.Split('.', '[')[0]).ToHashSet(StringComparer.Ordinal), changed.ToHashSet(StringComparer.Ordinal));
        });

    [Fact]
    public void Cards_of_a_file_are_read_in_their_order_with_their_lines()
    {
        var people = Enumerable.Range(0, 50).Select(i => Checked(new Contact { Name = new ContactName { Full = $"Person {i}" }, Notes = new string('n', 40 * i) })).ToList();
        var file = string.Concat(people.Select(person => Write(person, VCardVersion.V4, null).Card));
        var cards = Read(file);
        Assert.Equal(people.Select(person => person.Name.Full), cards.Select(card => card.Contact.Name.Full));
        var lines = file.Split("\r\n");
        Assert.All(cards, card => Assert.Equal("BEGIN:VCARD", lines[card.Line - 1]));
        Assert.Equal(file, string.Concat(cards.Select(card => Encoding.UTF8.GetString(card.Source.Span))));
    }

    [Theory]
    [InlineData(VCardVersion.V3)]
    [InlineData(VCardVersion.V4)]
    public void A_picture_that_is_not_given_is_a_loss(VCardVersion version) =>
        Assert.Equal(["photo"], Write(Checked(new Contact { Name = new ContactName { Full = "Ada" }, Photo = "0f" }), version, null).Losses);

    [Fact]
    public void A_birthday_in_the_year_that_stands_for_none_is_a_loss() =>
        Assert.Equal(["birthday"], Write(Checked(new Contact { Name = new ContactName { Full = "Ada" }, Birthday = "1604-03-01" }), VCardVersion.V4, null).Losses);

    [Fact]
    public void What_other_producers_wrote_is_written_as_they_wrote_it()
    {
        const string Card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ben\r\nN:;;;;\r\nUID:urn:uuid:1\r\nX-SPOUSE:Clara\r\nX-SPOUSE:Dora\r\n"
            + "item1.X-ABDATE;TYPE=pref:2010-05-01\r\nitem1.X-ABLabel:_$!<Anniversary>!$_\r\nGEO:48.2;16.37\r\nX-A;X-B=\"c:d\":e\\,f\\;g\\nh\r\nEND:VCARD\r\n";
        var written = Write(Checked(Assert.Single(Read(Card)).Contact), VCardVersion.V3, null).Card;
        Assert.Equal(Card.Split("\r\n").Order(StringComparer.Ordinal), written.Split("\r\n").Order(StringComparer.Ordinal));
    }

    private static void Check(Gen<Contact> contacts, Action<Contact> holds) =>
        Prop.ForAll(contacts.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static (string Card, IReadOnlyList<string> Losses) Write(Contact contact, VCardVersion version, VCardPhoto? photo)
    {
        var into = new StringWriter();
        var losses = VCardWriter.Write(contact, photo, version, into);
        return (into.ToString(), losses);
    }

    private static List<VCard> Read(string file) => CardSample.ReadCardsAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), Encoding.UTF8).GetAwaiter().GetResult();

    private static string Json(Contact contact) => System.Text.Json.JsonSerializer.Serialize(contact, ContactJson.Contact);

    private static Contact Checked(Contact contact) => Rules.Check(contact).Contact;

    private static Contact Soil(Contact contact, string dirt, int at) => at switch
    {
        0 => contact with { Notes = $"a{dirt}b" },
        1 => contact with { Name = contact.Name with { Full = $"a{dirt}b", Family = $"c{dirt}d" } },
        2 => contact with { Phones = [new Phone { Number = "12", Raw = $"1{dirt}2", Label = $"x{dirt}y", Short = $"1{dirt}" }] },
        3 => contact with { Custom = new Dictionary<string, string>(StringComparer.Ordinal) { [$"k{dirt}k"] = $"v{dirt}v", ["X-A"] = $"v{dirt}v" } },
        4 => contact with { Labels = [$"l{dirt}l"] },
        5 => contact with { Addresses = [new PostalAddress { Formatted = $"f{dirt}f", City = $"c{dirt}c", Label = $"l{dirt}l" }] },
        6 => contact with { Ims = [new InstantMessenger { Address = $"a{dirt}a", Protocol = $"p{dirt}p" }] },
        7 => contact with { Urls = [new WebPage { Url = $"u{dirt}u", Label = "_$!<Own>!$_" }] },
        8 => contact with { Organization = new Organization { Name = $"o{dirt}o", Department = $"d{dirt}d", Title = $"t{dirt}t", PhoneticName = $"p{dirt}p" } },
        _ => contact with { Emails = [new Email { Address = $"e{dirt}@example.com", Label = $"l{dirt}l" }], Birthday = "soon", Folder = $"f{dirt}f", Groups = [$"g{dirt}g"] },
    };

    private static Gen<Contact> Contacts() =>
        from kind in Gen.Elements(ContactKind.Person, ContactKind.Person, ContactKind.Organization)
        from name in Names()
        from texts in Text().ArrayOf(8)
        from emails in Listed(from address in Gen.Elements("a@example.com", "B.b@example.com", "愛子@例え.jp", "\"x;y,z\"@example.com", "o'brien+1@example.org") from label in Label() from main in Flag() select new Email { Address = address, Label = label, Default = main })
        from phones in Listed(from number in Gen.Elements("+81355500101", "03-5550-0102", "(03) 5550-0103 ext. 7", "090 1234 5678", "内線 12", "*21#", "1234", "+33 6 12 34 56 78") from label in Label() from extension in Gen.Elements(null, "21", "9;,x") from shortNumber in Gen.Elements(null, "12", "a\"b") from main in Flag() select new Phone { Number = number, Label = label, Extension = extension, Short = shortNumber, Default = main })
        from addresses in Listed(from parts in Text().ArrayOf(8) from label in Label() select new PostalAddress { Street = parts[0], Extended = parts[1], PoBox = parts[2], City = parts[3], Region = parts[4], PostalCode = parts[5], Country = parts[6], Formatted = parts[7]?.Replace("\r", "", StringComparison.Ordinal), Label = label })
        from ims in Listed(from address in Some() from protocol in Gen.Elements(null, "jabber", "skype", "Skype", "xmpp", "googleTalk", "my; own") from label in Label() select new InstantMessenger { Address = address, Protocol = protocol, Label = label })
        from urls in Listed(from url in Gen.Elements("https://x.example/a;b,c\\d?e=%41", "www.例え.jp", "\\\\server\\share", "mailto:a@b") from label in Label() select new WebPage { Url = url, Label = label })
        from birthday in Gen.Elements(null, "1980-04-09", "--02-29", "0001-01-01", "2024-12-31")
        from custom in Listed(from key in Gen.OneOf(Some(), Gen.Elements("X-SPOUSE", "X-SPOUSE (2)", "X-SPOUSE (3)", "X-A;TYPE=home", "X-A;TYPE=\"ho me\"", "X-B;X-ABLABEL=Met", "UID", "TITLE", "BDAY", "BDAY;VALUE=text", "N", "BEGIN", "VERSION", "PHOTO", "x-lower", "item1.X-A", "AGENT", "Shoe size", "X-SERVERLESSCONTACTS-FIELD", "NOTE;ENCODING=QUOTED-PRINTABLE", "X-Q;ENCODING=QUOTED-PRINTABLE", "X-C;CHARSET=SHIFT_JIS", "X-K;ENCODING=b")) from value in Some() select (key: key.Trim(), value))
        from marks in Listed(Some())
        from groups in Listed(Gen.Elements("g1", "g;2"))
        from visibility in Gen.Elements(Enum.GetValues<Visibility>())
        select Checked(new Contact
        {
            Kind = kind,
            Internal = name is { Given: not null, Family: not null } && texts[0] is null,
            Folder = texts[1]?.Trim(),
            Name = name,
            Nickname = texts[2],
            Organization = new Organization { Name = texts[3], Department = texts[4], Title = texts[5], PhoneticName = texts[6] },
            Role = texts[7],
            Emails = emails,
            Phones = phones,
            Addresses = addresses,
            Ims = ims,
            Urls = urls,
            Birthday = birthday,
            Notes = string.Concat(texts),
            Custom = custom.Where(field => field.key.Length > 0).DistinctBy(field => field.key, StringComparer.Ordinal).ToDictionary(field => field.key, field => field.value, StringComparer.Ordinal),
            Groups = groups,
            Labels = marks,
            Visibility = visibility,
        });

    private static Gen<ContactName> Names() =>
        from parts in Text().ArrayOf(8)
        from isNamed in Flag()
        select new ContactName { Full = isNamed ? parts[0] : null, Given = parts[1] ?? "Given", Family = parts[2], Middle = parts[3], Prefix = parts[4], Suffix = parts[5], PhoneticGiven = parts[6], PhoneticFamily = parts[7] };

    private static Gen<bool> Flag() => Gen.Elements(true, false);

    private static Gen<string?> Label() => Gen.Elements(Labels);

    private static Gen<string?> Text() => from text in Some() from isThere in Gen.Elements(true, true, false) select isThere ? text : null;

    private static Gen<string> Some() => Gen.Choose(1, 6).SelectMany(count => Gen.Elements(Pieces).ArrayOf(count)).Select(string.Concat).Where(text => !string.IsNullOrWhiteSpace(text));

    private static Gen<T[]> Listed<T>(Gen<T> entries) => Gen.Choose(0, 3).SelectMany(count => entries.ArrayOf(count));
}
