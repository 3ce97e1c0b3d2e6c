using ServerlessContacts.Contacts;

namespace ServerlessContacts.Export.Losses;

/// <summary>Which of a contact's fields something else no longer says. What it says beyond is no loss, and neither is another order of entries.</summary>
public static class LostFields
{
    private static readonly (string Name, Func<Contact, string?> Value)[] Single =
    [
        ("kind", contact => contact.Kind == ContactKind.Person ? null : contact.Kind.ToString()),
        ("internal", contact => contact.Internal ? "true" : null),
        ("folder", contact => contact.Folder),
        ("visibility", contact => contact.Visibility == Visibility.Owner ? null : contact.Visibility.ToString()),
        ("name.full", contact => contact.Name.Full),
        ("name.given", contact => contact.Name.Given),
        ("name.family", contact => contact.Name.Family),
        ("name.middle", contact => contact.Name.Middle),
        ("name.prefix", contact => contact.Name.Prefix),
        ("name.suffix", contact => contact.Name.Suffix),
        ("name.phoneticGiven", contact => contact.Name.PhoneticGiven),
        ("name.phoneticFamily", contact => contact.Name.PhoneticFamily),
        ("nickname", contact => contact.Nickname),
        ("organization.name", contact => contact.Organization?.Name),
        ("organization.department", contact => contact.Organization?.Department),
        ("organization.title", contact => contact.Organization?.Title),
        ("organization.phoneticName", contact => contact.Organization?.PhoneticName),
        ("role", contact => contact.Role),
        ("birthday", contact => contact.Birthday),
        ("notes", contact => contact.Notes),
        ("photo", contact => contact.Photo),
    ];

    private static readonly EntryLoss<Email> Emails = new(
        "emails", isKeyed: true, [("address", email => email.Address), ("label", email => email.Label), ("default", email => Flag(email.Default))]);

    private static readonly EntryLoss<Phone> Phones = new("phones", isKeyed: true,
    [
        ("number", phone => phone.Number), ("extension", phone => phone.Extension), ("label", phone => phone.Label), ("raw", phone => phone.Raw), ("short", phone => phone.Short),
        ("default", phone => Flag(phone.Default)),
    ]);

    private static readonly EntryLoss<PostalAddress> Addresses = new("addresses", isKeyed: false,
    [
        ("label", address => address.Label), ("street", address => address.Street), ("extended", address => address.Extended), ("poBox", address => address.PoBox),
        ("city", address => address.City), ("region", address => address.Region), ("postalCode", address => address.PostalCode), ("country", address => address.Country),
        ("formatted", address => address.Formatted),
    ]);

    private static readonly EntryLoss<InstantMessenger> Ims = new(
        "ims", isKeyed: true, [("address", im => im.Address), ("protocol", im => im.Protocol), ("label", im => im.Label)]);

    private static readonly EntryLoss<WebPage> Urls = new("urls", isKeyed: true, [("url", page => page.Url), ("label", page => page.Label)]);

    /// <summary>
    /// The names of the fields, each once: <c>nickname</c>, <c>name.middle</c>; of a list <c>phones</c> where an entry is missing and <c>phones.label</c> where an entry is there
    /// without its label.
    /// </summary>
    public static IReadOnlySet<string> Between(Contact contact, Contact held)
    {
        var lost = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in Single)
        {
            if (value(contact) is { } there && !string.Equals(there, value(held), StringComparison.Ordinal))
            {
                lost.Add(name);
            }
        }

        AddEntries(contact, held, lost);
        return lost;
    }

    private static void AddEntries(Contact contact, Contact held, SortedSet<string> lost)
    {
        Emails.Add(contact.Emails, held.Emails, lost);
        Phones.Add(contact.Phones, held.Phones, lost);
        Addresses.Add(contact.Addresses, held.Addresses, lost);
        Ims.Add(contact.Ims, held.Ims, lost);
        Urls.Add(contact.Urls, held.Urls, lost);
        AddIf(contact.Groups.Except(held.Groups, StringComparer.Ordinal).Any(), "groups", lost);
        AddIf(contact.Labels.Except(held.Labels, StringComparer.Ordinal).Any(), "labels", lost);
        AddIf(contact.Custom.Any(field => !held.Custom.TryGetValue(field.Key, out var value) || value != field.Value), "custom", lost);
    }

    private static void AddIf(bool isLost, string name, SortedSet<string> lost)
    {
        if (isLost)
        {
            lost.Add(name);
        }
    }

    private static string? Flag(bool value) => value ? "true" : null;
}
