using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Functions.Http;

/// <summary>A contact as the HTTP contract shows it. Lists are always there; values that are unknown are left out.</summary>
internal static class ContactView
{
    private static readonly string[] Lists = ["emails", "phones", "addresses", "ims", "urls", "groups", "labels"];

    public static JsonObject Of(Session session, ContactId id, long version, ContactRecord record) => Of(id, version, record, WantsProvenance(session));

    /// <summary>Whether the caller asks where values came from.</summary>
    public static bool WantsProvenance(Session session) => session.Query.Text("include")?.Split(',').Contains("provenance", StringComparer.Ordinal) == true;

    private static JsonObject Of(ContactId id, long version, ContactRecord record, bool withProvenance)
    {
        var view = new JsonObject
        {
            ["id"] = id.ToString(),
            ["etag"] = id.IsMember ? null : Conditions.Tag(version),
            ["scope"] = id.IsPersonal ? "personal" : id.IsShared ? "shared" : "member",
            ["kind"] = record.Contact.Kind == ContactKind.Person ? "person" : "organization",
        };
        AddPlace(view, id, record.Contact);
        AddFields(view, record.Contact);
        view["photo"] = record.Contact.Photo is { } photo ? new JsonObject { ["url"] = $"/api/contacts/{id}/photo", ["etag"] = $"\"{photo}\"" } : null;
        view["created"] = Time(record.Created);
        view["updated"] = Time(record.Updated);
        view["updatedBy"] = record.UpdatedBy;
        view["deleted"] = record.Deleted is { } deleted ? Time(deleted) : null;
        view["provenance"] = withProvenance ? Provenance(record) : null;
        return WithoutNulls(view);
    }

    private static void AddPlace(JsonObject view, ContactId id, Contact contact)
    {
        view["internal"] = id.IsShared ? contact.Internal : null;
        view["owner"] = id.Owner?.Value;
        view["visibility"] = id.IsPersonal ? JsonNamingPolicy.CamelCase.ConvertName(contact.Visibility.ToString()) : null;
    }

    private static void AddFields(JsonObject view, Contact contact)
    {
        var fields = JsonSerializer.SerializeToNode(contact, ContactJson.Contact)!.AsObject();
        foreach (var (name, value) in fields.ToList().Where(field => !view.ContainsKey(field.Key)))
        {
            view[name] = value?.DeepClone();
        }

        view["name"] ??= new JsonObject();
        view["custom"] ??= new JsonObject();
        view["groups"] = new JsonArray([.. contact.Groups.Select(group => new JsonObject { ["id"] = group })]);
        foreach (var list in Lists)
        {
            view[list] ??= new JsonArray();
        }

        foreach (var entry in new[] { "emails", "phones" }.SelectMany(list => view[list]!.AsArray()))
        {
            entry!.AsObject().TryAdd("default", false);
        }
    }

    /// <summary>By field: where its value came from, and when.</summary>
    private static JsonObject Provenance(ContactRecord record) => new(
        from origin in record.Origins
        from field in origin.Fields
        select KeyValuePair.Create(field, (JsonNode?)new JsonObject { ["source"] = origin.Source, ["at"] = Time(origin.At) }));

    private static JsonObject WithoutNulls(JsonObject view)
    {
        foreach (var name in view.Where(field => field.Value is null).Select(field => field.Key).ToList())
        {
            view.Remove(name);
        }

        return view;
    }

    public static JsonNode Time(DateTimeOffset time) => JsonValue.Create(time.UtcDateTime);
}
