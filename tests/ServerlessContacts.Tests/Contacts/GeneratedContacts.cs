using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

/// <summary>Whole contacts by chance, with every field and texts that are hard on files: scripts of all directions, signs that files give a meaning to, line breaks.</summary>
internal static class GeneratedContacts
{
    /// <summary>Of a tenant in Japan.</summary>
    public static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "JP" }));

    private static readonly string?[] Labels =
        [null, null, "work", "home", "mobile", "fax", "workFax", "homeFax", "otherFax", "pager", "workMobile", "workPager", "main", "other", "Work", "Boot;haus, \"A\"", "自宅", "homePage", "x-y", "iPhone", "^n"];

    private static readonly string[] Pieces =
    [
        "a", "Zoë", "山田", "ﾔﾏﾀﾞ", "やまだ", "שלום", "مرحبا", "\u202Eabc\u202C", "😀", "👩‍👩‍👧", "𠮷", "\"", "'", ",", ";", ":", "\\", "\\n", "\\N", "\\,", "^n", "^'", "^^", "=", "=C3=A9", " ", "  ", "\n", "\r\n", "\t", "\n ", "\r\n\t",
        "BEGIN:VCARD", "END:VCARD", "tel:", ";ext=5", "data:,", "http://x.example/?a=1;b=2,3#c", "_$!<", ">!$_", "\uFEFF", "\u2028", "\u0085x"[1..], "item1.", "%41", "長い文字列が折り返されるまで続きます", "and a text that is long enough to be folded somewhere within",
    ];

    /// <summary>The contact as the rules let it be stored.</summary>
    public static Contact Checked(Contact contact) => Rules.Check(contact).Contact;

    public static Gen<Contact> All() =>
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
