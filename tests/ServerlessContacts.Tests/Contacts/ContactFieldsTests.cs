using System.Text.Json;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class ContactFieldsTests
{
    public static TheoryData<Contact> Contacts { get; } = new()
    {
        new Contact(),
        new Contact { Kind = ContactKind.Organization, Internal = true, Visibility = Visibility.Everyone },
        new Contact { Kind = ContactKind.Person, Visibility = Visibility.Owner, Notes = "", Folder = "f" },
        new Contact
        {
            Name = new ContactName { Full = "Ann" },
            Organization = new Organization(),
            Emails = [new Email { Address = "a@example.com" }],
            Phones = [new Phone { Number = "1", Raw = "1" }],
            Custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["Shoe size"] = "42" },
            Labels = ["friend"],
            Birthday = "--04-09",
        },
    };

    [Theory]
    [MemberData(nameof(Contacts))]
    public void The_names_and_the_length_are_those_of_what_is_written(Contact contact)
    {
        Assert.Equal(ContactFields.Of(contact).Keys, ContactFields.NamesOf(contact));
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(contact, ContactJson.Contact).Length, ContactJson.LengthOf(contact));
    }

    [Fact]
    public void The_length_of_a_contact_larger_than_the_borrowed_memory_is_right()
    {
        var contact = new Contact { Notes = new string('é', 60_000), Urls = [.. Enumerable.Range(0, 200).Select(i => new WebPage { Url = $"https://example.com/{i}" })] };
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(contact, ContactJson.Contact).Length, ContactJson.LengthOf(contact));
    }
}
