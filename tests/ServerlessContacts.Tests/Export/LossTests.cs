using ServerlessContacts.Contacts;
using ServerlessContacts.Export;
using ServerlessContacts.Tests.Contacts;

namespace ServerlessContacts.Tests.Export;

/// <summary>What each format cannot hold, field by field.</summary>
public class LossTests
{
    private static readonly Contact Ann = GeneratedContacts.Checked(new Contact { Name = new ContactName { Given = "Ann", Family = "Lee" } });

    public static TheoryData<string, string, string, string> Fields => new()
    {
        // A change of the plain contact, and what is lost of it in our own CSV, Google's and Outlook's; vCards hold all of these.
        { "kind", "", "kind", "kind" },
        { "internal", "", "internal", "internal" },
        { "folder", "", "folder", "folder" },
        { "groups", "", "groups", "groups" },
        { "visibility", "", "visibility", "visibility" },
        { "full name of its own", "", "name.full", "name.full" },
        { "phonetic name", "", "", "" },
        { "nickname", "", "", "" },
        { "work", "", "organization.phoneticName", "" },
        { "role", "", "role", "role" },
        { "e-mail", "", "", "" },
        { "labelled e-mail", "", "", "emails.label" },
        { "second e-mail is the default", "", "", "emails.default" },
        { "four e-mails", "", "", "emails" },
        { "national number", "", "", "" },
        { "extension", "", "phones.raw", "phones.raw" },
        { "short number", "", "phones.short", "phones.short" },
        { "label of one's own", "", "", "phones.label" },
        { "three mobiles", "", "", "phones.label" },
        { "address in parts", "", "", "addresses.extended,addresses.street" },
        { "address as text", "", "", "addresses.formatted" },
        { "address in parts and as text", "", "addresses.formatted", "addresses.formatted" },
        { "two addresses of one label", "", "", "addresses" },
        { "messenger", "", "ims", "ims.protocol" },
        { "two pages", "", "", "urls" },
        { "birthday", "", "", "" },
        { "birthday without year", "", "", "" },
        { "birthday in 1604", "birthday", "birthday", "birthday" },
        { "notes", "", "", "" },
        { "custom field", "", "", "custom" },
        { "custom field that Outlook has", "", "", "" },
        { "labels", "", "", "" },
        { "label with a semicolon", "", "", "labels" },
        { "label with three colons", "", "labels", "labels" },
        { "label of two lines", "labels", "", "labels" },
        { "picture", "photo", "photo", "photo" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_that_a_table_cannot_hold_is_named(string change, string own, string google, string outlook)
    {
        var contact = Change(change);
        Assert.Equal(own, string.Join(',', await ExportRig.LossesAsync(ExportFormat.Csv, contact)));
        Assert.Equal(google, string.Join(',', await ExportRig.LossesAsync(ExportFormat.Google, contact)));
        Assert.Equal(outlook, string.Join(',', await ExportRig.LossesAsync(ExportFormat.Outlook, contact)));
    }

    [Theory]
    [InlineData(ExportFormat.Vcard3)]
    [InlineData(ExportFormat.Vcard4)]
    public async Task A_card_loses_next_to_nothing(ExportFormat format)
    {
        foreach (var change in Fields.Select(row => (string)row[0]!))
        {
            Assert.Equal(change == "birthday in 1604" ? ["birthday"] : [], await ExportRig.LossesAsync(format, Change(change)));
        }

        Assert.Equal(["custom", "notes", "phones.label"], await ExportRig.LossesAsync(format, Ann with
        {
            Notes = "bell \a",
            Phones = [new Phone { Number = "117", Raw = "117", Label = "a\u0001" }],
            Custom = new Dictionary<string, string> { ["k"] = "v\u0002" },
        }));
    }

    [Fact]
    public async Task A_report_counts_contacts_and_names_the_first()
    {
        var rig = new ExportRig();
        await rig.ShareAsync(Enumerable.Range(0, 120).Select(number => Ann with { Role = number % 2 == 0 ? "x" : null, Kind = number < 110 ? ContactKind.Organization : ContactKind.Person }));
        var report = (await rig.PrepareAsync(ExportFormat.Google)).Report;
        Assert.Equal("kind;contacts=110, role;contacts=60", report.Header);
        Assert.Equal(120, report.Contacts);
        Assert.Equal([("kind", 110, 100), ("role", 60, 60)], report.Losses.Select(loss => (loss.Field, loss.Contacts, loss.First.Count)));
        Assert.Equal("s0-c0002", report.Losses[1].First[1].ToString());
    }

    [Fact]
    public async Task Custom_fields_beyond_what_a_table_can_be_wide_are_lost_and_named()
    {
        var rig = new ExportRig();
        await rig.ShareAsync(Enumerable.Range(0, 7).Select(number => Ann with
        {
            Custom = Enumerable.Range(0, 100).ToDictionary(key => $"{number}-{key:00}", _ => "x", StringComparer.Ordinal),
        }));
        var export = await rig.PrepareAsync(ExportFormat.Csv);
        Assert.Equal("custom;contacts=2", export.Report.Header);
        Assert.Equal(500, FormulaTests.Rows(await ExportRig.WriteAsync(export))[0].Count(header => header.StartsWith("Custom: ", StringComparison.Ordinal)));
    }

    private static Contact Change(string change) => change == "picture" ? Ann with { Photo = "0f3a" } : GeneratedContacts.Checked(Raw(change));

    private static Contact Raw(string change) => change switch
    {
        "kind" => Ann with { Kind = ContactKind.Organization },
        "internal" => Ann with { Internal = true },
        "folder" => Ann with { Folder = "f" },
        "groups" => Ann with { Groups = ["g"] },
        "visibility" => Ann with { Visibility = Visibility.Everyone },
        "full name of its own" => Ann with { Name = Ann.Name with { Full = "Annie" } },
        "phonetic name" => Ann with { Name = Ann.Name with { PhoneticGiven = "an", PhoneticFamily = "lee" } },
        "nickname" => Ann with { Nickname = "n" },
        "work" => Ann with { Organization = new Organization { Name = "a", Department = "b", Title = "c", PhoneticName = "d" } },
        "role" => Ann with { Role = "r" },
        "e-mail" => Ann with { Emails = [new Email { Address = "a@example.com" }] },
        "labelled e-mail" => Ann with { Emails = [new Email { Address = "a@example.com", Label = "work" }] },
        "second e-mail is the default" => Ann with { Emails = [new Email { Address = "a@example.com" }, new Email { Address = "b@example.com", Default = true }] },
        "four e-mails" => Ann with { Emails = [.. "abcd".Select(c => new Email { Address = $"{c}@example.com" })] },
        "national number" => Ann with { Phones = [new Phone { Number = "03-1234-5678", Label = "work" }] },
        "extension" => Ann with { Phones = [new Phone { Number = "03-1234-5678", Label = "work", Extension = "5" }] },
        "short number" => Ann with { Phones = [new Phone { Number = "03-1234-5678", Label = "work", Short = "5" }] },
        "label of one's own" => Ann with { Phones = [new Phone { Number = "03-1234-5678", Label = "boat" }] },
        "three mobiles" => Ann with { Phones = [.. "123".Select(c => new Phone { Number = $"090-1234-567{c}", Label = "mobile" })] },
        "address in parts" => Ann with { Addresses = [new PostalAddress { Label = "work", Street = "s", Extended = "e", PoBox = "p", City = "c", Region = "r", PostalCode = "z", Country = "l" }] },
        "address as text" => Ann with { Addresses = [new PostalAddress { Label = "home", Formatted = "f" }] },
        "address in parts and as text" => Ann with { Addresses = [new PostalAddress { Label = "home", City = "c", Formatted = "f" }] },
        "two addresses of one label" => Ann with { Addresses = [.. "ab".Select(c => new PostalAddress { Label = "home", City = $"{c}" })] },
        "messenger" => Ann with { Ims = [new InstantMessenger { Address = "a", Protocol = "xmpp" }] },
        "two pages" => Ann with { Urls = [.. "ab".Select(c => new WebPage { Url = $"https://example.com/{c}" })] },
        "birthday" => Ann with { Birthday = "1980-04-09" },
        "birthday without year" => Ann with { Birthday = "--02-29" },
        "birthday in 1604" => Ann with { Birthday = "1604-04-09" },
        "notes" => Ann with { Notes = "a\nb, \"c\"; d" },
        "custom field" => Ann with { Custom = new Dictionary<string, string> { ["badge"] = "17" } },
        "custom field that Outlook has" => Ann with { Custom = new Dictionary<string, string> { ["Spouse"] = "Bob" } },
        "labels" => Ann with { Labels = ["friends", "Starred"] },
        "label with a semicolon" => Ann with { Labels = ["a;b"] },
        "label with three colons" => Ann with { Labels = ["a:::b"] },
        "label of two lines" => Ann with { Labels = ["a\nb"] },
        _ => throw new ArgumentException(change, nameof(change)),
    };
}
