using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessContacts.Contacts;

/// <summary>The fields of a contact by their JSON names: what provenance, merges and reviews speak of.</summary>
public static class ContactFields
{
    /// <summary>The values of the fields that have one, as JSON.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(Contact contact) =>
        JsonSerializer.SerializeToElement(contact, ContactJson.Contact).EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    /// <summary>The names of the fields that have a value, as in <see cref="Of"/>, at a fraction of its price.</summary>
    public static IReadOnlyList<string> NamesOf(Contact contact)
    {
        var names = new List<string>(8);
        foreach (var field in ContactJson.Contact.Properties)
        {
            if (field.Get is { } get && IsWritten(field, contact, get(contact)))
            {
                names.Add(field.Name);
            }
        }

        return names;
    }

    /// <summary>The contact with the named fields as another has them, those that are empty there included.</summary>
    public static Contact With(Contact contact, Contact other, IReadOnlyCollection<string> fields)
    {
        var mixed = JsonSerializer.SerializeToNode(contact, ContactJson.Contact)!.AsObject();
        var values = Of(other);
        foreach (var field in fields)
        {
            mixed.Remove(field);
            if (values.TryGetValue(field, out var value))
            {
                mixed[field] = JsonNode.Parse(value.GetRawText());
            }
        }

        return mixed.Deserialize(ContactJson.Contact)!;
    }

    /// <summary>The names of the fields that differ, gained and lost ones included, in the order of the model.</summary>
    public static IReadOnlyList<string> Changed(Contact before, Contact after)
    {
        var (old, now) = (Of(before), Of(after));
        return [.. old.Keys.Union(now.Keys, StringComparer.Ordinal).Where(field => !Same(old, now, field))];
    }

    private static bool IsWritten(JsonPropertyInfo field, Contact contact, object? value) =>
        value is not (null or false or ContactKind.Person or Visibility.Owner) && (field.ShouldSerialize is not { } isWritten || isWritten(contact, value));

    private static bool Same(IReadOnlyDictionary<string, JsonElement> old, IReadOnlyDictionary<string, JsonElement> now, string field) =>
        old.TryGetValue(field, out var before) && now.TryGetValue(field, out var after) && JsonElement.DeepEquals(before, after);
}
