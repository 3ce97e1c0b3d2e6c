using ServerlessContacts.Contacts;
using ServerlessContacts.Tests.Contacts;

namespace ServerlessContacts.Tests.Export;

/// <summary>A few contacts that have between them every field, in four languages, and texts that are hard on tables.</summary>
internal static class SampleContacts
{
    public static readonly Contact English = GeneratedContacts.Checked(new Contact
    {
        Internal = true,
        Folder = "f1",
        Name = new ContactName { Given = "Ada", Middle = "K.", Family = "Lovelace", Prefix = "Dr.", Suffix = "II" },
        Nickname = "Countess",
        Organization = new Organization { Name = "Analytical Engines, Ltd.", Department = "Programs", Title = "Analyst" },
        Role = "Programmer",
        Emails =
        [
            new Email { Address = "ada@example.com", Label = "work" }, new Email { Address = "al@example.org", Label = "Byron's", Default = true },
            new Email { Address = "x@example.net" }, new Email { Address = "y@example.net", Label = "home" },
        ],
        Phones =
        [
            new Phone { Number = "+44 20 7946 0958", Label = "work", Extension = "12", Short = "7" },
            new Phone { Number = "+44 7700 900123", Label = "mobile", Default = true },
            new Phone { Number = "117", Label = "front desk" },
        ],
        Addresses =
        [
            new PostalAddress { Label = "home", Street = "12 St James's Square", Extended = "Flat 1", PoBox = "7", City = "London", Region = "Greater London", PostalCode = "SW1Y 4JH", Country = "GB" },
            new PostalAddress { Label = "Ockham", Formatted = "Ockham Park\nSurrey" },
        ],
        Ims = [new InstantMessenger { Address = "ada@jabber.example", Protocol = "xmpp", Label = "home" }],
        Urls = [new WebPage { Url = "https://example.com/ada", Label = "blog" }, new WebPage { Url = "https://example.com/b" }],
        Birthday = "1815-12-10",
        Notes = "Says \"first\"\nand second; both, really",
        Custom = new Dictionary<string, string> { ["badge"] = "17", ["Spouse"] = "William" },
        Groups = ["g1", "g2"],
        Labels = ["friends", "Starred"],
    });

    public static readonly Contact French = GeneratedContacts.Checked(new Contact
    {
        Name = new ContactName { Full = "Léa Dupont" },
        Emails = [new Email { Address = "lea@exemple.fr" }],
        Phones = [new Phone { Number = "+33 6 12 34 56 78" }, new Phone { Number = "+33 1 23 45 67 89", Label = "workFax" }],
        Notes = "=HYPERLINK(\"https://example.com\";\"là\")",
        Birthday = "--02-29",
        Visibility = Visibility.RoleAndBelow,
    });

    public static readonly Contact German = GeneratedContacts.Checked(new Contact
    {
        Kind = ContactKind.Organization,
        Organization = new Organization { Name = "-Straßenbau Köln-", Department = "@Büro" },
        Phones = [new Phone { Number = "+49 221 123456", Label = "main" }],
        Addresses = [new PostalAddress { Label = "work", Street = "Domplatz 1\nHinterhaus", PostalCode = "50667", City = "Köln" }, new PostalAddress { Label = "work", City = "Bonn" }],
    });

    public static readonly Contact Japanese = GeneratedContacts.Checked(new Contact
    {
        Name = new ContactName { Family = "田中", Given = "花子", PhoneticFamily = "たなか", PhoneticGiven = "はなこ" },
        Organization = new Organization { Name = "株式会社山田", PhoneticName = "カブシキガイシャヤマダ", Title = "部長" },
        Emails = [new Email { Address = "hanako@example.co.jp", Label = "仕事" }],
        Phones = [new Phone { Number = "03-1234-5678", Label = "work" }],
        Addresses = [new PostalAddress { Label = "work", Country = "日本", PostalCode = "100-0001", Region = "東京都", City = "千代田区", Street = "千代田1-1" }],
        Notes = "👩‍💻 שלום",
    });

    public static IReadOnlyList<Contact> All => [English, French, German, Japanese];
}
