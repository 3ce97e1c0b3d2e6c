using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Benchmarks.Search;
using ServerlessContacts.Contacts;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Benchmarks.SearchHttp;

/// <summary>Generated people as contacts of a tenant: the first of them shared, the others one member's own.</summary>
internal static class StoredBook
{
    private const int Shards = 8;

    public static async Task WriteAsync(ServiceHost host, TestTenant tenant, IReadOnlyList<Person> people, int shared)
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var contacts = people.Select((person, at) => (Id: at < shared ? ContactId.Shared(at % Shards, Unique(at)) : ContactId.Personal(new MemberId("anna"), Unique(at)), Contact: Of(person)));
        foreach (var partition in contacts.GroupBy(contact => Partition.Of(tenant.Id, contact.Id)))
        {
            foreach (var chunk in partition.Chunk(StoreLimits.EditsPerTransaction))
            {
                Edit[] edits = [.. chunk.Select(contact => ContactEdits.Create(contact.Id, Provenance.Create(contact.Contact, "member:admin", "import:bench", DateTimeOffset.UnixEpoch)))];
                await journal.CommitAsync(partition.Key, Operation.New("member:admin"), edits, default);
            }
        }
    }

    private static Contact Of(Person person) => new()
    {
        Name = new ContactName
        {
            Full = person.FullName,
            Given = person.Given.Written,
            Family = person.Family.Written,
            PhoneticGiven = person.IsJapanese ? person.Given.Reading : null,
            PhoneticFamily = person.IsJapanese ? person.Family.Reading : null,
        },
        Organization = new Organization { Name = person.Company, Title = person.Title },
        Emails = [.. person.Emails.Select((address, at) => new Email { Address = address, Default = at == 0 })],
        Phones = [.. person.Phones.Select((phone, at) => new Phone { Number = $"+{phone.Country}{phone.National}", Raw = $"+{phone.Country} {phone.National}", Default = at == 0 })],
        Addresses = [new PostalAddress { City = person.City }],
    };

    private static string Unique(int at) => string.Create(CultureInfo.InvariantCulture, $"{(uint)at * 2654435761u:x8}{at:x8}");
}
