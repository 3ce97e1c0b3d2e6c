using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>What a contact at Google can hold. Google does not publish it; these are the values that others report.</summary>
internal static class GoogleLimits
{
    public const int TextLength = 1024;

    /// <summary>Entries of one contact over all its fields.</summary>
    public const int Fields = 500;

    /// <summary>The membership in everybody's group, and the key that a contact was made with.</summary>
    private const int HiddenFields = 2;

    /// <summary>The contact with the first entries, as many as fit: ways to reach somebody before the rest.</summary>
    public static Contact Apply(Contact contact)
    {
        var left = Fields - HiddenFields - contact.Labels.Count - SingleFields(contact);
        return contact with
        {
            Emails = Take(contact.Emails, ref left),
            Phones = Take(contact.Phones, ref left),
            Addresses = Take(contact.Addresses, ref left),
            Ims = Take(contact.Ims, ref left),
            Urls = Take(contact.Urls, ref left),
            Custom = contact.Custom.Count <= left ? contact.Custom : FirstOf(contact.Custom, left),
        };
    }

    private static int SingleFields(Contact contact) =>
        new object?[] { contact.Name == ContactName.Empty ? null : contact.Name, contact.Nickname, contact.Organization, contact.Role, contact.Birthday, contact.Notes }
            .Count(field => field is not null);

    private static IReadOnlyList<T> Take<T>(IReadOnlyList<T> entries, ref int left)
    {
        var taken = entries.Count <= left ? entries : [.. entries.Take(Math.Max(left, 0))];
        left -= taken.Count;
        return taken;
    }

    private static Dictionary<string, string> FirstOf(IReadOnlyDictionary<string, string> custom, int count) =>
        custom.OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(Math.Max(count, 0)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
