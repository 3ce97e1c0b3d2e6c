using System.Globalization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>A text of a contact that can be found; in the pattern of its path a # stands for its place in a list.</summary>
internal readonly record struct SearchField(string Pattern, string Text, int At = 0)
{
    /// <summary>The path that highlights name the field with.</summary>
    public string Path => Pattern.Contains('#', StringComparison.Ordinal) ? Pattern.Replace("#", At.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) : Pattern;

    public bool IsEmpty => string.IsNullOrEmpty(Text);

    public static SearchField Of(string pattern, string? text, int at = 0) => new(pattern, text ?? "", at);
}

/// <summary>Every text of a contact that can be found. Numbers stand beside, as <see cref="PhoneForms"/>; only their letters are text.</summary>
internal static class SearchFields
{
    /// <summary>What the contact is called, readings aside.</summary>
    public static IEnumerable<SearchField> OfNames(Contact contact)
    {
        var name = contact.Name;
        yield return SearchField.Of("name.full", name.Full);
        yield return SearchField.Of("name.family", name.Family);
        yield return SearchField.Of("name.given", name.Given);
        yield return SearchField.Of("name.middle", name.Middle);
        yield return SearchField.Of("name.prefix", name.Prefix);
        yield return SearchField.Of("name.suffix", name.Suffix);
        yield return SearchField.Of("nickname", contact.Nickname);
        if (IsNamedByOrganization(contact))
        {
            yield return OrganizationName(contact);
        }
    }

    /// <summary>Everything else. Whole addresses come before their parts, which they mostly contain.</summary>
    public static IEnumerable<SearchField> OfOthers(Contact contact)
    {
        if (!IsNamedByOrganization(contact))
        {
            yield return OrganizationName(contact);
        }

        yield return SearchField.Of("organization.department", contact.Organization?.Department);
        yield return SearchField.Of("organization.title", contact.Organization?.Title);
        yield return SearchField.Of("role", contact.Role);
        foreach (var field in OfLists(contact))
        {
            yield return field;
        }

        foreach (var custom in contact.Custom)
        {
            yield return SearchField.Of("custom." + custom.Key, custom.Value, -1);
        }

        yield return SearchField.Of("notes", contact.Notes);
    }

    public static SearchField OrganizationName(Contact contact) => SearchField.Of("organization.name", contact.Organization?.Name);

    public static SearchField OrganizationReading(Contact contact) => SearchField.Of("organization.phoneticName", contact.Organization?.PhoneticName);

    public static bool IsNamedByOrganization(Contact contact) => contact.Kind == ContactKind.Organization || contact.Name.Full is null;

    private static IEnumerable<SearchField> OfLists(Contact contact)
    {
        for (var at = 0; at < contact.Emails.Count; at++)
        {
            yield return SearchField.Of("emails[#].address", contact.Emails[at].Address, at);
        }

        for (var at = 0; at < contact.Phones.Count; at++)
        {
            yield return SearchField.Of("phones[#].raw", contact.Phones[at].Raw.AsSpan().ContainsAnyLetter() ? contact.Phones[at].Raw : null, at);
        }

        for (var at = 0; at < contact.Ims.Count; at++)
        {
            yield return SearchField.Of("ims[#].address", contact.Ims[at].Address, at);
        }

        for (var at = 0; at < contact.Urls.Count; at++)
        {
            yield return SearchField.Of("urls[#].url", contact.Urls[at].Url, at);
        }

        foreach (var field in contact.Addresses.SelectMany(OfAddress))
        {
            yield return field;
        }

        for (var at = 0; at < contact.Labels.Count; at++)
        {
            yield return SearchField.Of("labels[#]", contact.Labels[at], at);
        }
    }

    private static SearchField[] OfAddress(PostalAddress address, int at) =>
    [
        SearchField.Of("addresses[#].formatted", address.Formatted, at),
        SearchField.Of("addresses[#].street", address.Street, at),
        SearchField.Of("addresses[#].extended", address.Extended, at),
        SearchField.Of("addresses[#].poBox", address.PoBox, at),
        SearchField.Of("addresses[#].city", address.City, at),
        SearchField.Of("addresses[#].region", address.Region, at),
        SearchField.Of("addresses[#].postalCode", address.PostalCode, at),
        SearchField.Of("addresses[#].country", address.Country, at),
    ];

    private static bool ContainsAnyLetter(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }
}
