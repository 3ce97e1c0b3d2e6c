using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Functions.Import;

namespace ServerlessContacts.Tests.Functions;

/// <summary>A contact as answers really show it, against its schema.</summary>
public class OpenApiContactTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly ApiDocument Document = new();
    private static readonly JsonObject Schema = Document.Component("schemas", "Contact");
    private static readonly MemberId Anna = new("anna");

    private static readonly Contact Full = new()
    {
        Kind = ContactKind.Organization,
        Internal = true,
        Folder = "f1",
        Name = new ContactName { Full = "Dr. Ada K. Lovelace II", Given = "Ada", Family = "Lovelace", Middle = "K.", Prefix = "Dr.", Suffix = "II", PhoneticGiven = "eida", PhoneticFamily = "lavleis" },
        Nickname = "Countess",
        Organization = new Organization { Name = "Analytical Engines", Department = "Programs", Title = "Analyst", PhoneticName = "analitikal" },
        Role = "Programmer",
        Emails = [new Email { Address = "ada@example.com", Label = "work", Default = true }, new Email { Address = "al@example.com" }],
        Phones = [new Phone { Number = "+81312345678", Raw = "03-1234-5678", Label = "work", Extension = "12", Short = "7", Default = true }, new Phone { Number = "x", Raw = "x" }],
        Addresses =
        [
            new PostalAddress
            {
                Label = "home", Street = "12 St James's Square", Extended = "Flat 1", PoBox = "7", City = "London", Region = "Greater London",
                PostalCode = "SW1Y", Country = "GB", Formatted = "12 St James's Square\nLondon",
            },
        ],
        Ims = [new InstantMessenger { Address = "ada", Protocol = "xmpp", Label = "home" }],
        Urls = [new WebPage { Url = "https://example.com", Label = "home" }],
        Birthday = "1815-12-10",
        Notes = "Calls on Mondays",
        Photo = "0f3a",
        Custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["badge"] = "17" },
        Groups = ["g1"],
        Labels = ["friends"],
        Visibility = Visibility.RoleAndBelow,
    };

    private static readonly JsonObject[] Views =
    [
        View(ContactId.Shared(3, "abc"), Provenance.Create(Full, "key:k1", "import:i1#4", Noon)),
        View(ContactId.Personal(Anna, "abc"), Provenance.Create(Full, "member:anna", "member:anna", Noon) with { Deleted = Noon }),
        View(ContactId.Personal(Anna, "def"), Provenance.Create(new Contact(), "member:anna", "member:anna", Noon)),
        View(ContactId.OfMember("abc"), new MemberRecord { Id = "anna", Email = "anna@example.com", Created = Noon }.AsRecord()),
    ];

    [Fact]
    public void Every_contact_is_as_the_schema_says() => Assert.All(Views, view => Assert.Empty(Document.Schema.Violations(Schema, view)));

    [Fact]
    public void Every_property_of_the_schema_is_shown_by_some_contact() => Assert.Empty(SchemaCoverage.Unseen(Document.Schema, Schema, Views));

    [Fact]
    public void What_the_schema_requires_is_what_every_contact_shows()
    {
        var always = Views.Select(view => view.Select(property => property.Key)).Aggregate((all, names) => all.Intersect(names, StringComparer.Ordinal));

        Assert.Equal(always.Except(["provenance"], StringComparer.Ordinal).Order(StringComparer.Ordinal), Schema["required"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_property_that_the_schema_lacks_is_noticed()
    {
        var view = Views[0].DeepClone();
        view["phones"]![0]!["country"] = "JP";

        Assert.Equal(["/phones/0/country: is not described"], Document.Schema.Violations(Schema, view));
    }

    [Fact]
    public void A_property_that_no_contact_shows_is_noticed()
    {
        var poorer = Views.Select(view => view.DeepClone()).ToList();
        poorer.ForEach(view => view["phones"]!.AsArray().ToList().ForEach(phone => phone!.AsObject().Remove("short")));

        Assert.Equal(["phones/short"], SchemaCoverage.Unseen(Document.Schema, Schema, poorer));
    }

    [Theory]
    [InlineData("import:i1#4", """{"source":"import:i1#4","import":"i1","file":"staff.csv","row":4}""")]
    [InlineData("import:i2#4", """{"source":"import:i2#4","import":"i2"}""")]
    [InlineData("connection:c1", """{"source":"connection:c1"}""")]
    public void Where_a_value_came_from_names_the_file_and_row_of_an_import_that_is_known(string source, string expected)
    {
        var provenance = View(ContactId.Shared(3, "abc"), Provenance.Create(Full, "key:k1", source, Noon))["provenance"]!["notes"]!.AsObject();
        Assert.True(provenance.Remove("at"));
        Assert.Equal(expected, provenance.ToJsonString());
    }

    /// <summary>As over the wire, with provenance: written as text and read again.</summary>
    private static JsonObject View(ContactId id, ContactRecord record)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString("?include=provenance");
        var caller = Caller.ForMember(new TenantId("acme"), Anna, [BuiltInRole.Member]);
        var session =
            new RequestContext(request, caller, DirectoryState.Empty, new AccessScope(caller.Tenant, TenantRecord.FirstShards, Anna));
        var view = ContactView.Of(session, id, 17, record);
        ImportSources.Add(view, new Dictionary<string, string>(StringComparer.Ordinal) { ["i1"] = "staff.csv" });
        return JsonNode.Parse(view.ToJsonString())!.AsObject();
    }
}
