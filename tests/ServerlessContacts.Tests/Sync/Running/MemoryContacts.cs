using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>How <see cref="MemoryProvider"/> keeps a contact, and reads it again.</summary>
internal static class MemoryContacts
{
    private const int MaxPhones = 2;

    /// <summary>What the provider keeps of a contact: no notes from us, two phones, roles in capitals.</summary>
    public static Contact Held(Contact contact) => new()
    {
        Name = contact.Name,
        Nickname = contact.Nickname,
        Organization = contact.Organization,
        Role = contact.Role?.ToUpperInvariant(),
        Emails = [.. contact.Emails.Select(email => email with { Default = false })],
        Phones = [.. contact.Phones.Take(MaxPhones).Select(phone => phone with { Default = false, Short = null })],
        Birthday = contact.Birthday,
        Labels = contact.Labels,
    };

    /// <summary>What an item says.</summary>
    public static Contact Said(ProviderItem item)
    {
        const string Stored = ""","created":"2026-01-01T00:00:00Z","updated":"2026-01-01T00:00:00Z","updatedBy":"x"}""";
        return ContactJson.Read(Encoding.UTF8.GetBytes($$"""{"contact":{{item.Raw}}""" + Stored)).Contact with { Notes = null };
    }
}
