using ServerlessContacts.Contacts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>An address as lines of text.</summary>
internal static class AddressLines
{
    /// <summary>What there is of the parts, in the order of an envelope.</summary>
    public static IEnumerable<string> Parts(PostalAddress address) =>
        new[] { address.Street, address.Extended, address.PoBox, address.City, address.Region, address.PostalCode, address.Country }.OfType<string>();

    public static string? Of(PostalAddress address)
    {
        string?[] lines = [address.Street, address.Extended, address.PoBox, Joined(", ", address.City, Joined(" ", address.Region, address.PostalCode)), address.Country];
        return Joined("\n", lines);
    }

    private static string? Joined(string joint, params string?[] parts)
    {
        var text = string.Join(joint, parts.Where(part => part is not null));
        return text.Length == 0 ? null : text;
    }
}
