using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

/// <summary>Files of LDIF go the way of other files: an entry is a row.</summary>
public sealed class LdifImportTests
{
    private const string Ada = """
        dn: cn=Ada Winter,mail=ada@example.com
        objectclass: top
        objectclass: person
        objectclass: mozillaAbPersonAlpha
        givenName: Ada
        sn: Winter
        cn: Ada Winter
        mail: ada@example.com
        mozillaSecondEmail: ada2@example.com
        telephoneNumber: 03-1111-2222
        homePhone: 03-2222-3333
        mobile: 03-4444-5555
        mozillaHomeStreet: 1 Elm St
        mozillaHomeLocalityName: York
        street: 2 Oak St
        l: Leeds
        postalCode: LS1
        c: GB
        title: Clerk
        o: ACME
        ou: Sales
        birthyear: 1980
        birthmonth: 4
        birthday: 9
        mozillaWorkUrl: https://example.com
        mozillaCustom1: blue
        description: Likes tea
         , and cake
        userPassword: {SSHA}never
        modifytimestamp: 1700000000


        """;

    [Theory]
    [InlineData("demo/people.ldif", "")]
    [InlineData("demo/people.csv", "")]
    [InlineData("demo/people.ldif", "version: 1\n\n")]
    [InlineData("demo/people.ldif", "# a comment\n# that goes\n on\nversion: 1\n")]
    public async Task An_entry_is_a_contact_with_all_that_it_says(string path, string before)
    {
        var rig = await ImportRig.StartAsync();
        var import = await ImportAsync(rig, before + Ada, path);
        Assert.Equal((ImportStatus.Done, "ldif", 1, 0), (import.Status, import.Layout, import.Rows.Created, import.Rows.Rejected));
        var ada = await rig.OnlyContactAsync();
        Assert.Equal(("Ada Winter", "Ada", "Winter", "1980-04-09", "Likes tea, and cake"),
            (ada.Name.Full, ada.Name.Given, ada.Name.Family, ada.Birthday, ada.Notes));
        Assert.Equal(new Organization { Name = "ACME", Department = "Sales", Title = "Clerk" }, ada.Organization);
        Assert.Equal(["ada@example.com", "ada2@example.com"], ada.Emails.Select(email => email.Address));
        Assert.Equal([("+81311112222", "work"), ("+81322223333", "home"), ("+81344445555", "mobile")],
            ada.Phones.Select(phone => (phone.Number, phone.Label!)));
        Assert.Equal(
            [new PostalAddress { Label = "work", Street = "2 Oak St", City = "Leeds", PostalCode = "LS1", Country = "GB" },
                new PostalAddress { Label = "home", Street = "1 Elm St", City = "York" }],
            ada.Addresses);
        Assert.Equal([("https://example.com", "work")], ada.Urls.Select(page => (page.Url, page.Label!)));
        Assert.Equal([("mozillaCustom1", "blue")], ada.Custom.Select(field => (field.Key, field.Value)));
    }

    [Fact]
    public async Task Base64_is_read_and_a_value_in_an_old_page_as_well()
    {
        var rig = await ImportRig.StartAsync();
        var picture = Convert.ToBase64String([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8]);
        await ImportAsync(rig,
            $"dn:: {Base64("cn=Jörg Groß")}\ncn:: {Base64("Jörg\n Groß")[..8]}\n {Base64("Jörg\n Groß")[8..]}\nsn;lang-de:: {Base64("Groß")}\njpegPhoto:: {picture}\nmail: j@example.com\n");
        var jorg = await rig.OnlyContactAsync();
        Assert.Equal(("Jörg\n Groß", "Groß", true), (jorg.Name.Full, jorg.Name.Family, jorg.Photo is not null));
    }

    [Fact]
    public async Task Lists_and_changes_are_rejected_and_come_back_corrected()
    {
        var rig = await ImportRig.StartAsync();
        const string List = "dn: cn=Friends\nobjectclass: groupOfNames\ncn: Friends\nmember: cn=Ada\n\n";
        const string Change = "dn: cn=Bob\nchangetype: modify\nreplace: mail\nmail: bob@example.com\n-\n\n";
        const string Added = "dn: cn=Cid\nchangetype: add\ncn: Cid\nmail: cid@example.com\n\n";
        var import = await ImportAsync(rig, List + Change + Added + "cn: Nobody\n");
        Assert.Equal((4, 1, 3), (import.Rows.Total, import.Rows.Created, import.Rows.Rejected));
        Assert.Equal(
            ["2,objectclass,vcard-is-group", "7,changetype,ldif-is-change", "17,,ldif-without-dn"],
            rig.Files.Text(ImportStorage.Reports, "demo/people.ldif.rejected.csv")!.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Skip(1).Select(line => string.Join(',', line.Split(',')[..3])));
        var rejected = rig.Files.Text(ImportStorage.Reports, "demo/people.ldif.rejected.vcf")!;
        var again = await ImportAsync(rig, rejected.Replace("changetype: modify\r\nreplace: mail", "cn: Bob", StringComparison.Ordinal),
            "demo/corrected.ldif");
        Assert.Equal((3, 1, 2), (again.Rows.Total, again.Rows.Created, again.Rows.Rejected));
    }

    [Fact]
    public async Task The_same_entries_again_change_nothing()
    {
        var rig = await ImportRig.StartAsync();
        await ImportAsync(rig, Ada);
        Assert.Equal((1, 1), (await ImportAsync(rig, Ada)) is var again ? (again.Rows.Total, again.Rows.Unchanged) : default);
    }

    [Fact]
    public async Task A_file_named_so_that_is_none_is_refused()
    {
        var rig = await ImportRig.StartAsync();
        var import = await ImportAsync(rig, "name,email\nAda,ada@example.com\n");
        Assert.Equal((ImportStatus.Rejected, "not-a-vcard"), (import.Status, import.Problem!.Code));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<ImportRecord> ImportAsync(ImportRig rig, string content, string path = "demo/people.ldif")
    {
        await rig.DropAsync(path, content);
        rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        await rig.RunAsync();
        return await rig.NewestAsync();
    }
}
