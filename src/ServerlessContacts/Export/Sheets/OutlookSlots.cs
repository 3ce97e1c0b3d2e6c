using System.Collections.Frozen;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>The columns that each hold the entry of one label. Entries whose label has no column, or no more, take one that promises nothing else of them.</summary>
internal static class OutlookSlots
{
    private static readonly string[] Places = ["work", "home", "other"];

    /// <summary>Where a number goes that is meant for no column: faxes and pagers answer nobody who calls.</summary>
    private static readonly string[] Spare = ["other", "primary"];

    private static readonly string[] SpareForFaxes = ["otherFax"];

    /// <summary>How many columns before it have the same label, by header.</summary>
    private static readonly FrozenDictionary<string, int> Ranks = OutlookColumns.Phones
        .Select((phone, index) => (phone.Header, Rank: OutlookColumns.Phones.Take(index).Count(before => before.Label == phone.Label)))
        .ToFrozenDictionary(phone => phone.Header, phone => phone.Rank, StringComparer.Ordinal);

    /// <summary>The phones that find a column, in the order of the columns.</summary>
    public static IReadOnlyList<Phone> Phones(IReadOnlyList<Phone> phones, PhoneParser parser)
    {
        var slots = new Phone?[OutlookColumns.Phones.Count];
        var written = phones.Select(phone => phone with { Number = WrittenPhone.WithExtension(phone, parser) }).Where(phone => SeveralValues.AreNotIn(phone.Number));
        var homeless = written.Where(phone => !TryPlace(slots, phone, phone.Label)).ToList();
        foreach (var phone in homeless)
        {
            _ = SparesFor(phone.Label).FirstOrDefault(label => TryPlace(slots, phone, label));
        }

        return [.. slots.OfType<Phone>()];
    }

    public static IReadOnlyList<PostalAddress> Addresses(IReadOnlyList<PostalAddress> addresses)
    {
        var slots = new PostalAddress?[Places.Length];
        var homeless = addresses.Where(address => !TryPlace(slots, address, address.Label)).ToList();
        foreach (var address in homeless.Where(address => !Places.Contains(address.Label)))
        {
            _ = TryPlace(slots, address, "other");
        }

        return [.. slots.OfType<PostalAddress>()];
    }

    public static Phone? At(IReadOnlyList<Phone> fitted, LayoutColumn column) => fitted.Where(phone => phone.Label == column.Label).ElementAtOrDefault(Ranks[column.Header]);

    public static PostalAddress? At(IReadOnlyList<PostalAddress> fitted, string place) => fitted.FirstOrDefault(address => address.Label == place);

    private static bool TryPlace(Phone?[] slots, Phone phone, string? label)
    {
        for (var slot = 0; slot < slots.Length; slot++)
        {
            if (slots[slot] is null && OutlookColumns.Phones[slot].Label == label)
            {
                slots[slot] = new Phone { Number = phone.Number, Label = label };
                return true;
            }
        }

        return false;
    }

    private static string[] SparesFor(string? label) =>
        label is null ? Spare
        : label.Contains("fax", StringComparison.OrdinalIgnoreCase) ? SpareForFaxes
        : label.Contains("pager", StringComparison.OrdinalIgnoreCase) ? []
        : Spare;

    private static bool TryPlace(PostalAddress?[] slots, PostalAddress address, string? label)
    {
        var slot = Array.IndexOf(Places, label);
        if (slot < 0 || slots[slot] is not null)
        {
            return false;
        }

        slots[slot] = Fit(address) with { Label = label };
        return true;
    }

    /// <summary>There is one text for the street, which takes the second line and, of an address without parts, all of it.</summary>
    private static PostalAddress Fit(PostalAddress address)
    {
        var lines = AddressLines.Parts(address).Any() ? [address.Street, address.Extended] : new[] { address.Formatted };
        var street = string.Join('\n', lines.Where(line => line is not null));
        return address with { Street = street.Length == 0 ? null : street, Extended = null, Formatted = null };
    }
}
