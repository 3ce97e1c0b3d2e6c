using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class ProvenanceTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_field_says_where_its_value_came_from_and_when()
    {
        var record = Provenance.Create(new Contact { Name = new ContactName { Full = "Ada" }, Notes = "n", Role = "r" }, "member:a", "import:7#3", Monday);
        var edited = Provenance.Update(record, record.Contact with { Notes = "m", Role = null, Nickname = "A" }, "member:b", "member:b", Monday.AddDays(1))!;

        Assert.Equal(("import:7#3", Monday), Of(edited, "name"));
        Assert.Equal(("member:b", Monday.AddDays(1)), Of(edited, "notes"));
        Assert.Equal(("member:b", Monday.AddDays(1)), Of(edited, "nickname"));
        Assert.Null(edited.OriginOf("role"));
        Assert.Equal((Monday, Monday.AddDays(1), "member:b"), (edited.Created, edited.Updated, edited.UpdatedBy));
    }

    [Fact]
    public void Nothing_changes_where_no_value_does()
    {
        var record = Provenance.Create(new Contact { Name = new ContactName { Full = "Ada" }, Custom = new Dictionary<string, string> { ["k"] = "v" } }, "member:a", "member:a", Monday);
        Assert.Null(Provenance.Update(record, record.Contact with { Custom = new Dictionary<string, string> { ["k"] = "v" } }, "member:b", "member:b", Monday));
    }

    [Fact]
    public void A_record_survives_its_stored_form()
    {
        var record = Provenance.Create(new Contact { Name = new ContactName { Full = "田中" }, Phones = [new Phone { Number = "1", Raw = "1", Default = true }] }, "member:a", "member:a", Monday);
        var again = ContactJson.Read(ContactJson.Write(record));
        Assert.Empty(ContactFields.Changed(record.Contact, again.Contact));
        Assert.Equal(("member:a", Monday), Of(again, "phones"));
        Assert.Empty(again.Contact.Emails);
    }

    private static (string, DateTimeOffset) Of(ContactRecord record, string field) => record.OriginOf(field) is { } origin ? (origin.Source, origin.At) : default;
}
