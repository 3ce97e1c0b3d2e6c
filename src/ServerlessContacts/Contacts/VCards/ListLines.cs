using System.Globalization;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>Writes the lists of a contact: numbers, addresses of all kinds, web pages.</summary>
internal static class ListLines
{
    public static void Write(CardWriting card, Contact contact)
    {
        Each(contact.Emails, "emails", (email, path) => Write(card, email, path));
        Each(contact.Phones, "phones", (phone, path) => Write(card, phone, path));
        Each(contact.Addresses, "addresses", (address, path) => Write(card, address, path));
        Each(contact.Ims, "ims", (im, path) => Write(card, im, path));
        Each(contact.Urls, "urls", (page, path) => Write(card, page, path));
    }

    private static void Each<T>(IReadOnlyList<T> entries, string field, Action<T, string> write)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            write(entries[i], string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]"));
        }
    }

    private static void Write(CardWriting card, Email email, string path)
    {
        var usual = card.Version == VCardVersion.V3 ? ";TYPE=INTERNET" : "";
        card.Labelled(
            "EMAIL", TypeLabels.TypesOf(email.Label), usual + (email.Default ? card.Preferred : ""), card.Text(email.Address, $"{path}.address"), email.Label, path);
    }

    private static void Write(CardWriting card, Phone phone, string path)
    {
        var (value, parameters) = PhoneLine.Value(card, phone, path);
        card.Labelled("TEL", TypeLabels.TypesOfPhone(phone.Label), parameters + (phone.Default ? card.Preferred : ""), value, phone.Label, path);
    }

    private static void Write(CardWriting card, PostalAddress address, string path)
    {
        string?[] parts = [address.PoBox, address.Extended, address.Street, address.City, address.Region, address.PostalCode, address.Country];
        string[] names = ["poBox", "extended", "street", "city", "region", "postalCode", "country"];
        var value = string.Join(';', parts.Zip(names, (part, name) => card.Text(part, $"{path}.{name}")));
        if (card.Version == VCardVersion.V4)
        {
            var formatted = card.Parameter("LABEL", address.Formatted, $"{path}.formatted");
            card.Labelled("ADR", TypeLabels.TypesOf(address.Label), formatted, value, address.Label, path);
            return;
        }

        WriteWithFormatted(card, address, value, path);
    }

    /// <summary>In 3.0 the whole address is a property of its own, which belongs to that of the same group.</summary>
    private static void WriteWithFormatted(CardWriting card, PostalAddress address, string value, string path)
    {
        if (address.Formatted is null)
        {
            card.Labelled("ADR", TypeLabels.TypesOf(address.Label), "", value, address.Label, path);
            return;
        }

        var (types, group) = (TypeLabels.TypesOf(address.Label), card.NextGroup());
        card.Line($"{group}.ADR{card.Types(types ?? [])}", value);
        card.Line($"{group}.LABEL{card.Types(types ?? [])}", card.Text(address.Formatted, $"{path}.formatted"));
        if (types is null)
        {
            card.Label(group, address.Label!, path);
        }
    }

    private static void Write(CardWriting card, InstantMessenger im, string path)
    {
        var (type, scheme) = ImServices.Write(im.Protocol);
        var service = type.Length == 0 ? "" : card.Parameter("X-SERVICE-TYPE", type, $"{path}.protocol");
        var exact = im.Protocol is null || ImServices.OfServiceType(type) == im.Protocol ? "" : card.Parameter(OwnNames.Protocol, im.Protocol, $"{path}.protocol");
        var address = Uri.EscapeDataString(card.Sane(im.Address, $"{path}.address"));
        card.Labelled("IMPP", TypeLabels.TypesOf(im.Label), service + exact, $"{scheme}:{address}", im.Label, path);
    }

    private static void Write(CardWriting card, WebPage page, string path)
    {
        var url = card.Sane(page.Url, $"{path}.url").Replace("\\", "\\\\", StringComparison.Ordinal);
        card.Labelled("URL", TypeLabels.TypesOf(page.Label), "", VCardText.EscapeBreaks(url), page.Label, path);
    }
}
