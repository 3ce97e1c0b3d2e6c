using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// One address of work, one of home, one other. The service knows no second line and no post-office box: they become lines of the street,
/// so that a letter still arrives.
/// </summary>
internal static class AddressMapping
{
    private static readonly (string Property, string Label)[] Places =
        [("businessAddress", SlotLabels.Work), ("homeAddress", SlotLabels.Home), ("otherAddress", SlotLabels.Other)];

    private static readonly Dictionary<string, int> Room = Places.ToDictionary(place => place.Label, _ => 1, StringComparer.Ordinal);

    public static IReadOnlyList<PostalAddress> Read(JsonObject item) =>
        [.. Places.Select(place => Read(item[place.Property] as JsonObject ?? [], place.Label)).OfType<PostalAddress>()];

    public static void Write(IReadOnlyList<PostalAddress> addresses, JsonObject item)
    {
        var written = addresses.Select(address => (Slot: Slot(address.Label), Value: Write(address)));
        var slots = Slots<JsonObject>.Place(Room, written.Where(address => address.Value.Any(part => part.Value is not null)));
        foreach (var (property, label) in Places)
        {
            item[property] = slots[label].FirstOrDefault() ?? Write(new PostalAddress());
        }
    }

    /// <summary>Parts that have no word here stay.</summary>
    public static JsonObject Merge(JsonObject? raw, JsonObject wanted)
    {
        var merged = raw?.DeepClone().AsObject() ?? [];
        foreach (var (part, value) in wanted)
        {
            merged[part] = value?.DeepClone();
        }

        return merged;
    }

    private static string? Slot(string? label) => SlotLabels.Of(label) is SlotLabels.Work or SlotLabels.Home ? SlotLabels.Of(label) : SlotLabels.Other;

    private static PostalAddress? Read(JsonObject part, string label)
    {
        var address = new PostalAddress
        {
            Street = GraphJson.Text(part, "street"),
            City = GraphJson.Text(part, "city"),
            Region = GraphJson.Text(part, "state"),
            PostalCode = GraphJson.Text(part, "postalCode"),
            Country = GraphJson.Text(part, "countryOrRegion"),
        };
        return address == new PostalAddress() ? null : address with { Label = label };
    }

    private static JsonObject Write(PostalAddress address)
    {
        var isStructured = new[] { address.Street, address.Extended, address.PoBox, address.City, address.Region, address.PostalCode, address.Country }
            .Any(part => !string.IsNullOrWhiteSpace(part));
        var lines = isStructured ? [address.Street, address.Extended, address.PoBox] : new[] { address.Formatted };
        return new JsonObject
        {
            ["street"] = GraphJson.NullIfBlank(string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)))),
            ["city"] = GraphJson.NullIfBlank(address.City),
            ["state"] = GraphJson.NullIfBlank(address.Region),
            ["postalCode"] = GraphJson.NullIfBlank(address.PostalCode),
            ["countryOrRegion"] = GraphJson.NullIfBlank(address.Country),
        };
    }
}
