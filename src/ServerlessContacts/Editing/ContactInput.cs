using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Editing;

/// <summary>Reads what callers send as a contact: unknown fields are named, fields that only the service sets are ignored.</summary>
public static class ContactInput
{
    public const string UnknownField = "field-unknown";
    public const string WrongType = "type-invalid";
    public const string ObjectExpected = "Expected a JSON object.";

    /// <summary>Part of every answer, so callers may send them back; only the service changes them.</summary>
    private static readonly FrozenSet<string> ReadOnly =
        new[] { "id", "etag", "scope", "owner", "created", "updated", "updatedBy", "photo", "provenance", "deleted" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Strict = new(ContactJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>A new contact as it was sent.</summary>
    public static CheckedContact Create(JsonObject body) => Read(Writable(body));

    /// <summary>The contact after a merge patch.</summary>
    public static CheckedContact Patch(Contact contact, JsonObject patch)
    {
        var before = JsonSerializer.SerializeToNode(contact, ContactJson.Contact)!;
        var after = Read((JsonObject)MergePatch.Apply(before, Writable(patch))!);
        return after.IsValid ? new CheckedContact(after.Contact with { Name = NameRules.Recompose(contact.Name, after.Contact.Name) }) : after;
    }

    private static JsonObject Writable(JsonObject body) =>
        new(body.Where(field => !ReadOnly.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Key == "groups" ? Ids(field.Value) : field.Value?.DeepClone())));

    /// <summary>Answers show a group with name and colour; sent back, its id counts.</summary>
    private static JsonNode? Ids(JsonNode? groups) =>
        groups is JsonArray all ? new JsonArray([.. all.Select(group => (group is JsonObject whole ? whole["id"] : group)?.DeepClone())]) : groups?.DeepClone();

    private static CheckedContact Read(JsonObject body)
    {
        try
        {
            return new CheckedContact(JsonSerializer.Deserialize<Contact>(body, Strict)!);
        }
        catch (JsonException wrong)
        {
            return new CheckedContact([Problem(wrong)]);
        }
    }

    private static FieldProblem Problem(JsonException wrong)
    {
        var field = (wrong.Path ?? "$").TrimStart('$').TrimStart('.');
        return wrong.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? new FieldProblem(field, UnknownField, "A contact has no such field.")
            : new FieldProblem(field, WrongType, "The value is not of the type this field has.");
    }
}
