using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Tests.Contacts.VCards;

/// <summary>A contact that is written and read again is the same contact, in both versions and with every field.</summary>
public sealed class RoundTripTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];

    [Theory]
    [InlineData(VCardVersion.V3)]
    [InlineData(VCardVersion.V4)]
    public void A_contact_that_is_written_and_read_again_is_the_same(VCardVersion version) => Check(GeneratedContacts.All(), contact =>
    {
        var (card, losses) = Write(contact, version, new VCardPhoto(Picture, "image/jpeg"));
        var read = Assert.Single(Read(card));
        Assert.Null(read.Problem);
        Assert.Equal(Picture, read.Photo!.Bytes.ToArray());
        var again = GeneratedContacts.Rules.Check(read.Contact);
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
        from contact in GeneratedContacts.All()
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

    [Theory]
    [InlineData("one\rtwo")]
    [InlineData("one\rtwo\r\nthree\nfour\r")]
    [InlineData("next\u0085line and \u009C")]
    public void Line_breaks_of_old_Macs_and_C1_characters_come_back_as_they_were(string text)
    {
        foreach (var version in Enum.GetValues<VCardVersion>())
        {
            var custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["a field"] = text };
            var contact = new Contact { Name = new ContactName { Full = text }, Notes = text, Custom = custom };
            var (card, losses) = Write(contact, version, null);
            var read = Assert.Single(Read(card)).Contact;
            Assert.Equal((text, text, text.Trim()), (read.Notes, read.Custom["a field"], read.Name.Full));
            Assert.Empty(losses);
        }
    }

    [Fact]
    public void A_note_that_somebody_has_changed_since_is_read_as_changed()
    {
        var (card, _) = Write(new Contact { Name = new ContactName { Full = "Ada" }, Notes = "one\rtwo" }, VCardVersion.V4, null);
        Assert.Equal("one\nthree", Assert.Single(Read(card.Replace("two", "three", StringComparison.Ordinal))).Contact.Notes);
    }

    [Fact]
    public void Cards_of_a_file_are_read_in_their_order_with_their_lines()
    {
        var people = Enumerable.Range(0, 50).Select(i => GeneratedContacts.Checked(new Contact { Name = new ContactName { Full = $"Person {i}" }, Notes = new string('n', 40 * i) })).ToList();
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
        Assert.Equal(["photo"], Write(GeneratedContacts.Checked(new Contact { Name = new ContactName { Full = "Ada" }, Photo = "0f" }), version, null).Losses);

    [Fact]
    public void A_birthday_in_the_year_that_stands_for_none_is_a_loss() =>
        Assert.Equal(["birthday"], Write(GeneratedContacts.Checked(new Contact { Name = new ContactName { Full = "Ada" }, Birthday = "1604-03-01" }), VCardVersion.V4, null).Losses);

    [Fact]
    public void What_other_producers_wrote_is_written_as_they_wrote_it()
    {
        const string Card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ben\r\nN:;;;;\r\nUID:urn:uuid:1\r\nX-SPOUSE:Clara\r\nX-SPOUSE:Dora\r\n"
            + "item1.X-ABDATE;TYPE=pref:2010-05-01\r\nitem1.X-ABLabel:_$!<Anniversary>!$_\r\nGEO:48.2;16.37\r\nX-A;X-B=\"c:d\":e\\,f\\;g\\nh\r\nEND:VCARD\r\n";
        var written = Write(GeneratedContacts.Checked(Assert.Single(Read(Card)).Contact), VCardVersion.V3, null).Card;
        Assert.Equal(Card.Split("\r\n").Order(StringComparer.Ordinal), written.Split("\r\n").Order(StringComparer.Ordinal));
    }

    private static void Check(Gen<Contact> contacts, Action<Contact> holds) =>
        Prop.ForAll(contacts.ToArbitrary(), holds).Check(Properties.Cases(300));

    private static (string Card, IReadOnlyList<string> Losses) Write(Contact contact, VCardVersion version, VCardPhoto? photo)
    {
        var into = new StringWriter();
        var losses = VCardWriter.Write(contact, photo, version, into);
        return (into.ToString(), losses);
    }

    private static List<VCard> Read(string file) => CardSample.ReadCardsAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), Encoding.UTF8).GetAwaiter().GetResult();

    private static string Json(Contact contact) => System.Text.Json.JsonSerializer.Serialize(contact, ContactJson.Contact);

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
}
