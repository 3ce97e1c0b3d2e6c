using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>Single contacts: read after write, changed only by those who know their state.</summary>
internal static class ContactsEndpoint
{
    /// <summary>As reported by others; Google does not publish it.</summary>
    private const int MostFields = 500;

    public static JsonObject Get(GoogleCall call)
    {
        var fields = PersonFields.Read(call.Query("personFields"), PersonFields.Readable, "personFields");
        return call.ResourceName == "people/me" ? Me(call, fields) : Answer(call, call.ResourceName, fields);
    }

    public static JsonObject Create(GoogleCall call)
    {
        var fields = AnswerFields(call);
        DemandKnownFields(call);
        var person = new JsonObject();
        foreach (var field in PersonFields.Updatable.Where(field => call.Body[field] is JsonArray { Count: > 0 }))
        {
            person[field] = EntryWriter.Replace(field, (JsonArray)call.Body[field]!, null, "");
        }

        if (person["memberships"] is JsonArray memberships)
        {
            EntryWriter.DemandMemberships(memberships, null, group => IsGroup(call, group));
        }

        DemandFewFields(person);
        return Answer(call, call.Book.Add(Unmarked(person)), fields);
    }

    public static JsonObject Update(GoogleCall call)
    {
        var listed = PersonFields.Read(call.Query("updatePersonFields"), PersonFields.Updatable, "updatePersonFields");
        var fields = AnswerFields(call);
        call.Book.DemandEtag(call.ResourceName, Text(call.Body["etag"]), Text(ContactSource(call.Body)?["etag"]));
        if (listed.Any(field => call.Body[field] is JsonArray entries && entries.Any(entry => !PersonFields.IsContactEntry(entry))))
        {
            call.Violate("profile-value-written");
        }

        call.Book.Edit(call.ResourceName, person => Replace(call, person, listed));
        return Answer(call, call.ResourceName, fields);
    }

    public static JsonObject Delete(GoogleCall call)
    {
        if (call.Book.Find(call.ResourceName) is null)
        {
            throw GoogleRefusal.NotFound();
        }

        call.Book.Delete(call.ResourceName);
        return [];
    }

    private static void Replace(GoogleCall call, JsonObject person, string[] listed)
    {
        foreach (var field in listed)
        {
            var before = person[field] as JsonArray;
            var after = EntryWriter.Replace(field, call.Body[field] as JsonArray, before, "");
            if (field == "memberships")
            {
                EntryWriter.DemandMemberships(after, before, group => IsGroup(call, group));
            }

            person[field] = after;
        }

        DemandFewFields(person);
    }

    private static JsonObject Answer(GoogleCall call, string resourceName, string[] fields) => call.Book.Read(_ => call.Book.Person(resourceName)) is { } person
        ? PersonAnswer.Of(person, person.Current, fields, call.Photos)
        : throw GoogleRefusal.NotFound();

    private static JsonObject Me(GoogleCall call, string[] fields)
    {
        var me = new JsonObject { ["resourceName"] = $"people/{call.Account.Id}", ["etag"] = "%me" };
        var metadata = new JsonObject { ["primary"] = true, ["verified"] = true, ["source"] = new JsonObject { ["type"] = "ACCOUNT", ["id"] = call.Account.Id } };
        if (fields.Contains("emailAddresses", StringComparer.Ordinal))
        {
            me["emailAddresses"] = new JsonArray(new JsonObject { ["metadata"] = metadata, ["value"] = call.Account.Email });
        }

        return me;
    }

    private static string[] AnswerFields(GoogleCall call) =>
        call.Query("personFields") is { } mask ? PersonFields.Read(mask, PersonFields.Readable, "personFields") : PersonFields.Readable;

    private static void DemandKnownFields(GoogleCall call)
    {
        if (call.Body["fileAses"] is not null)
        {
            call.Violate("field-not-updatable");
        }
    }

    private static void DemandFewFields(JsonObject person)
    {
        if (person.Sum(field => (field.Value as JsonArray)?.Count ?? 0) > MostFields)
        {
            throw GoogleRefusal.Invalid("The contact has too many fields.", "too-many-fields");
        }
    }

    /// <summary>The book marks entries with the source of the person that it makes.</summary>
    private static JsonObject Unmarked(JsonObject person)
    {
        foreach (var entry in person.SelectMany(field => (JsonArray)field.Value!))
        {
            ((JsonObject)entry!).Remove("metadata");
        }

        return person;
    }

    private static bool IsGroup(GoogleCall call, string group) => call.Book.Groups.Any(known => known.ResourceName == group);

    private static JsonNode? ContactSource(JsonObject person) =>
        (person["metadata"]?["sources"] as JsonArray)?.FirstOrDefault(source => Text(source?["type"]) == "CONTACT");

    private static string? Text(JsonNode? value) => value?.GetValue<string>() is { Length: > 0 } text ? text : null;
}
