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

    public static JsonObject Create(GoogleCall call) => Create(call, AnswerFields(call));

    public static JsonObject Create(GoogleCall call, string[] fields) => Answer(call, call.Book.Add(Unmarked(Made(call))), fields);

    public static JsonObject Update(GoogleCall call) =>
        Update(call, PersonFields.Read(call.Query("updatePersonFields"), PersonFields.Updatable, "updatePersonFields"), AnswerFields(call));

    public static JsonObject Update(GoogleCall call, string[] listed, string[] fields)
    {
        var changed = Changed(call, listed);
        if (listed.Any(field => call.Body[field] is JsonArray entries && entries.Any(entry => !PersonFields.IsContactEntry(entry))))
        {
            call.Violate("profile-value-written");
        }

        call.Book.Edit(call.ResourceName, person => Replace(person, changed));
        return Answer(call, call.ResourceName, fields);
    }

    /// <summary>The person that the body makes, where Google takes it.</summary>
    internal static JsonObject Made(GoogleCall call)
    {
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
        DemandTaken(call, person);
        return person;
    }

    /// <summary>The fields of the person as the body leaves them, where Google takes that.</summary>
    internal static JsonObject Changed(GoogleCall call, string[] listed)
    {
        call.Book.DemandEtag(call.ResourceName, Text(call.Body["etag"]), Text(ContactSource(call.Body)?["etag"]));
        var person = call.Book.Find(call.ResourceName)!;
        var changed = new JsonObject();
        foreach (var field in listed)
        {
            var before = person[field] as JsonArray;
            var after = EntryWriter.Replace(field, call.Body[field] as JsonArray, before, "");
            if (field == "memberships")
            {
                EntryWriter.DemandMemberships(after, before, group => IsGroup(call, group));
            }

            changed[field] = after;
        }

        Replace(person, changed);
        DemandFewFields(person);
        DemandTaken(call, person);
        return changed;
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

    private static void Replace(JsonObject person, JsonObject changed)
    {
        foreach (var (field, entries) in changed)
        {
            person[field] = entries?.DeepClone();
        }
    }

    private static void DemandTaken(GoogleCall call, JsonObject person)
    {
        if (call.IsRefused(person))
        {
            throw new GoogleRefusal(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
        }
    }

    internal static JsonObject Answer(GoogleCall call, string resourceName, string[] fields) =>
        call.Book.Read(_ => call.Book.Person(resourceName)) is { } person
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
        if (PersonFields.Updatable.Sum(field => (person[field] as JsonArray)?.Count ?? 0) > MostFields)
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
