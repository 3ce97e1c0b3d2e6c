using ServerlessContacts.Contacts;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>What both sides have to say alike of somebody, in plain text; the e-mail address tells who it is and is never edited.</summary>
internal sealed record Essence(string Email, string? Given, string? Family, string? Nickname, string? Role, string? Company, string Phones, string Labels)
{
    public static Essence Of(Contact contact, IReadOnlyCollection<string> folders) => new(
        contact.Emails.Single().Address,
        contact.Name.Given,
        contact.Name.Family,
        contact.Nickname,
        contact.Role,
        contact.Organization?.Name,
        Joined(contact.Phones.Select(phone => phone.Number)),
        Joined(contact.Labels.Except(folders, StringComparer.Ordinal)));

    public static string Joined(IEnumerable<string> values) => string.Join(", ", values.Order(StringComparer.Ordinal));
}
