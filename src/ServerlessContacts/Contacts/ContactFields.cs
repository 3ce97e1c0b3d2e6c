using System.Text.Json;

namespace ServerlessContacts.Contacts;

/// <summary>The fields of a contact by their JSON names: what provenance, merges and reviews speak of.</summary>
public static class ContactFields
{
    /// <summary>The values of the fields that have one, as JSON.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(Contact contact) =>
        JsonSerializer.SerializeToElement(contact, ContactJson.Contact).EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    /// <summary>The names of the fields that differ, gained and lost ones included, in the order of the model.</summary>
    public static IReadOnlyList<string> Changed(Contact before, Contact after)
    {
        var (old, now) = (Of(before), Of(after));
        return [.. old.Keys.Union(now.Keys, StringComparer.Ordinal).Where(field => !Same(old, now, field))];
    }

    private static bool Same(IReadOnlyDictionary<string, JsonElement> old, IReadOnlyDictionary<string, JsonElement> now, string field) =>
        old.TryGetValue(field, out var before) && now.TryGetValue(field, out var after) && JsonElement.DeepEquals(before, after);
}
