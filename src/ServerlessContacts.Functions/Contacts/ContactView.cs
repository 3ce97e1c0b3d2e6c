using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Contacts;

/// <summary>
/// A contact as the HTTP contract shows it. Lists are always there; values that are unknown are left out. Written straight to JSON, as an
/// answer to a search holds dozens of them.
/// </summary>
internal static class ContactView
{
    public static JsonObject Of(RequestContext context, ContactId id, long version, ContactRecord record)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, JsonResponse.Compact))
        {
            writer.WriteStartObject();
            WriteFields(writer, id, version, record, WantsProvenance(context));
            writer.WriteEndObject();
        }

        return JsonNode.Parse(bytes.WrittenSpan)!.AsObject();
    }

    /// <summary>Whether the caller asks where values came from.</summary>
    public static bool WantsProvenance(RequestContext context) =>
        context.Query.Text("include")?.Split(',').Contains("provenance", StringComparer.Ordinal) == true;

    public static JsonNode Time(DateTimeOffset time) => JsonValue.Create(time.UtcDateTime);

    /// <summary>Writes the members of the object, which the caller has begun and ends.</summary>
    public static void WriteFields(Utf8JsonWriter writer, ContactId id, long version, ContactRecord record, bool withProvenance)
    {
        writer.WriteString("id", id.ToString());
        Write(writer, "etag", id.IsMember ? null : Preconditions.Tag(version));
        WritePlace(writer, id, record.Contact);
        WriteContact(writer, record.Contact);
        WritePhoto(writer, id, record.Contact.Photo);
        writer.WriteString("created", record.Created.UtcDateTime);
        writer.WriteString("updated", record.Updated.UtcDateTime);
        writer.WriteString("updatedBy", record.UpdatedBy);
        if (record.Deleted is { } deleted)
        {
            writer.WriteString("deleted", deleted.UtcDateTime);
        }

        if (withProvenance)
        {
            WriteProvenance(writer, record);
        }
    }

    private static void WritePlace(Utf8JsonWriter writer, ContactId id, Contact contact)
    {
        writer.WriteString("scope", id.IsPersonal ? "personal" : id.IsShared ? "shared" : "member");
        writer.WriteString("kind", contact.Kind == ContactKind.Person ? "person" : "organization");
        if (id.IsShared)
        {
            writer.WriteBoolean("internal", contact.Internal);
        }

        if (id.IsPersonal)
        {
            writer.WriteString("owner", id.Owner!.Value.Value);
            writer.WriteString("visibility", JsonNamingPolicy.CamelCase.ConvertName(contact.Visibility.ToString()));
        }
    }

    private static void WriteContact(Utf8JsonWriter writer, Contact contact)
    {
        Write(writer, "folder", contact.Folder);
        WriteObject(writer, "name", contact.Name);
        Write(writer, "nickname", contact.Nickname);
        if (contact.Organization is not null)
        {
            WriteObject(writer, "organization", contact.Organization);
        }

        Write(writer, "role", contact.Role);
        WriteList(writer, "emails", contact.Emails, WriteEmail);
        WriteList(writer, "phones", contact.Phones, WritePhone);
        WriteObject(writer, "addresses", contact.Addresses);
        WriteObject(writer, "ims", contact.Ims);
        WriteObject(writer, "urls", contact.Urls);
        Write(writer, "birthday", contact.Birthday);
        Write(writer, "notes", contact.Notes);
        WriteObject(writer, "custom", contact.Custom);
        WriteList(writer, "groups", contact.Groups, static (to, group) => Write(to, "id", group));
        WriteObject(writer, "labels", contact.Labels);
    }

    private static void WriteEmail(Utf8JsonWriter writer, Email email)
    {
        writer.WriteString("address", email.Address);
        Write(writer, "label", email.Label);
        writer.WriteBoolean("default", email.Default);
    }

    private static void WritePhone(Utf8JsonWriter writer, Phone phone)
    {
        writer.WriteString("number", phone.Number);
        writer.WriteString("raw", phone.Raw);
        Write(writer, "label", phone.Label);
        Write(writer, "extension", phone.Extension);
        Write(writer, "short", phone.Short);
        writer.WriteBoolean("default", phone.Default);
    }

    private static void WritePhoto(Utf8JsonWriter writer, ContactId id, string? photo)
    {
        if (photo is not null)
        {
            writer.WriteStartObject("photo");
            writer.WriteString("url", $"/api/contacts/{id}/photo");
            writer.WriteString("etag", $"\"{photo}\"");
            writer.WriteEndObject();
        }
    }

    /// <summary>By field: where its value came from, and when.</summary>
    private static void WriteProvenance(Utf8JsonWriter writer, ContactRecord record)
    {
        writer.WriteStartObject("provenance");
        foreach (var origin in record.Origins)
        {
            foreach (var field in origin.Fields)
            {
                writer.WriteStartObject(field);
                writer.WriteString("source", origin.Source);
                writer.WriteString("at", origin.At.UtcDateTime);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteObject<T>(Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, ContactJson.Options);
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
