using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>What has to be sent so that a contact says what is wanted: the properties that differ, with everything in them that has no word here.</summary>
internal static class ContactPatch
{
    /// <summary>Empty where nothing differs.</summary>
    public static JsonObject Of(JsonObject raw, Contact wanted)
    {
        var folder = GraphJson.Text(raw, GraphItems.FolderName);
        var before = ContactMapping.Write(ContactMapping.Read(raw), folder);
        var after = ContactMapping.Write(wanted, folder);
        var changed = after.Select(property => property.Key).Where(name => !JsonNode.DeepEquals(before[name], after[name])).ToList();
        // The service makes a display name of its own out of names that come without one.
        var sent = changed.Exists(NameMapping.Parts.Contains) ? changed.Append(NameMapping.DisplayName) : changed;
        return new JsonObject(sent.Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, Merge(name, raw, after[name]))));
    }

    /// <summary>Whether what was saved differs from what was read in nothing but what was sent.</summary>
    public static bool ChangesAll(JsonObject raw, JsonObject patch, JsonObject saved)
    {
        var folder = GraphJson.Text(raw, GraphItems.FolderName);
        var (before, after) = (ContactMapping.Write(ContactMapping.Read(raw), folder), ContactMapping.Write(ContactMapping.Read(saved), folder));
        return string.Equals(GraphItems.FolderOf(raw), GraphItems.FolderOf(saved), StringComparison.Ordinal)
            && after.All(property => patch.ContainsKey(property.Key) || JsonNode.DeepEquals(before[property.Key], property.Value));
    }

    private static JsonNode? Merge(string name, JsonObject raw, JsonNode? wanted) => (name, wanted) switch
    {
        ("emailAddresses", JsonArray emails) => EmailMapping.Merge(raw, emails),
        ("categories", JsonArray categories) => LabelMapping.Merge(raw, categories),
        (_, JsonObject address) => AddressMapping.Merge(raw[name] as JsonObject, address),
        _ => wanted?.DeepClone(),
    };
}
