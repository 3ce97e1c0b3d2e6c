using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>A text of a contact that can be found, by the path that highlights name it with.</summary>
internal readonly record struct SearchField(string Path, string Text);

/// <summary>Every text of a contact that can be found. Numbers stand beside, as <see cref="PhoneForms"/>; only their letters are text.</summary>
internal static class SearchFields
{
    /// <summary>What the contact is called.</summary>
    public static IEnumerable<SearchField> OfNames(Contact contact) =>
        Present(
        [
            .. Names(contact.Name),
            ("nickname", contact.Nickname),
            .. IsNamedByOrganization(contact) ? NamesOf(contact.Organization) : [],
        ]);

    /// <summary>Everything else.</summary>
    public static IEnumerable<SearchField> OfOthers(Contact contact) => Present(
    [
        .. IsNamedByOrganization(contact) ? [] : NamesOf(contact.Organization),
        ("organization.department", contact.Organization?.Department),
        ("organization.title", contact.Organization?.Title),
        ("role", contact.Role),
        .. contact.Emails.Select((email, at) => ($"emails[{at}].address", (string?)email.Address)),
        .. contact.Phones.Select((phone, at) => ($"phones[{at}].raw", phone.Raw.Any(char.IsLetter) ? phone.Raw : null)),
        .. contact.Ims.Select((im, at) => ($"ims[{at}].address", (string?)im.Address)),
        .. contact.Urls.Select((page, at) => ($"urls[{at}].url", (string?)page.Url)),
        .. contact.Addresses.SelectMany((address, at) => PartsOf(address, $"addresses[{at}].")),
        .. contact.Labels.Select((label, at) => ($"labels[{at}]", (string?)label)),
        .. contact.Custom.Select(custom => ($"custom.{custom.Key}", (string?)custom.Value)),
        ("notes", contact.Notes),
    ]);

    private static IEnumerable<(string Path, string? Text)> Names(ContactName name) =>
    [
        ("name.full", name.Full),
        ("name.family", name.Family),
        ("name.given", name.Given),
        ("name.middle", name.Middle),
        ("name.prefix", name.Prefix),
        ("name.suffix", name.Suffix),
        ("name.phoneticFamily", name.PhoneticFamily),
        ("name.phoneticGiven", name.PhoneticGiven),
    ];

    private static IEnumerable<(string Path, string? Text)> NamesOf(Organization? organization) =>
        [("organization.name", organization?.Name), ("organization.phoneticName", organization?.PhoneticName)];

    private static IEnumerable<(string Path, string? Text)> PartsOf(PostalAddress address, string path) =>
    [
        (path + "street", address.Street),
        (path + "extended", address.Extended),
        (path + "poBox", address.PoBox),
        (path + "city", address.City),
        (path + "region", address.Region),
        (path + "postalCode", address.PostalCode),
        (path + "country", address.Country),
        (path + "formatted", address.Formatted),
    ];

    private static bool IsNamedByOrganization(Contact contact) => contact.Kind == ContactKind.Organization || contact.Name.Full is null;

    private static IEnumerable<SearchField> Present(IEnumerable<(string Path, string? Text)> fields) =>
        from field in fields where !string.IsNullOrEmpty(field.Text) select new SearchField(field.Path, field.Text);
}
