using System.Text;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class ContactJsonTests
{
    private static readonly ContactRecord Smallest = new()
    {
        Contact = new Contact(),
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
        UpdatedBy = "member:ada",
    };

    [Fact]
    public void What_is_empty_is_not_written_and_read_as_empty_not_as_null()
    {
        var json = Encoding.UTF8.GetString(ContactJson.Write(Smallest));
        Assert.DoesNotContain("[]", json, StringComparison.Ordinal);
        var read = ContactJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(ContactName.Empty, read.Contact.Name);
        Assert.Empty(read.Contact.Custom);
        Assert.Empty(read.Origins);
        Assert.All(
            new System.Collections.IEnumerable[]
            {
                read.Contact.Emails, read.Contact.Phones, read.Contact.Addresses, read.Contact.Ims, read.Contact.Urls, read.Contact.Groups, read.Contact.Labels,
            },
            list => Assert.Empty(list));
    }
}
