using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>
/// Contacts by the batch. As documented: all of a batch is done or nothing of it, and a refusal says which of the contacts are to blame,
/// with a status for each; of a batch of deletions it does not say which is missing.
/// </summary>
internal static class BatchEndpoint
{
    private const int MostWrites = 200;
    private const int MostDeletes = 500;
    private const int MostGets = 200;

    public static JsonObject Create(GoogleCall call)
    {
        var fields = Mask(call, "readMask", PersonFields.Readable);
        var contacts = call.Body["contacts"] as JsonArray ?? [];
        DemandCount(contacts.Count, MostWrites);
        var people = contacts.Select(contact => call with { Body = (JsonObject)contact!["contactPerson"]! }).ToList();
        DemandAll("Create", people.Select((person, place) => (place.ToString(CultureInfo.InvariantCulture), (Action)(() => ContactsEndpoint.Made(person)))));
        return new JsonObject
        {
            ["createdPeople"] = new JsonArray([.. people.Select(person => Response(null, ContactsEndpoint.Create(person, fields)))]),
        };
    }

    public static JsonObject Update(GoogleCall call)
    {
        var listed = Mask(call, "updateMask", PersonFields.Updatable);
        var fields = Mask(call, "readMask", PersonFields.Readable);
        var contacts = call.Body["contacts"] as JsonObject ?? [];
        DemandCount(contacts.Count, MostWrites);
        var people = contacts.ToDictionary(pair => pair.Key, pair => call with { Body = (JsonObject)pair.Value!, Name = pair.Key }, StringComparer.Ordinal);
        DemandAll("Update", people.Select(pair => (pair.Key, (Action)(() => ContactsEndpoint.Changed(pair.Value, listed)))));
        return new JsonObject
        {
            ["updateResult"] = new JsonObject(people.Select(pair =>
                KeyValuePair.Create<string, JsonNode?>(pair.Key, Response(pair.Key, ContactsEndpoint.Update(pair.Value, listed, fields))))),
        };
    }

    public static JsonObject Delete(GoogleCall call)
    {
        var names = (call.Body["resourceNames"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToList();
        DemandCount(names.Count, MostDeletes);
        if (names.Exists(name => call.Book.Find(name) is null))
        {
            throw GoogleRefusal.NotFound();
        }

        names.ForEach(call.Book.Delete);
        return [];
    }

    public static JsonObject Get(GoogleCall call)
    {
        var fields = PersonFields.Read(call.Query("personFields"), PersonFields.Readable, "personFields");
        var names = call.Request.Query["resourceNames"].OfType<string>().ToList();
        DemandCount(names.Count, MostGets);
        return new JsonObject { ["responses"] = new JsonArray([.. names.Select(name => Found(call, name, fields))]) };
    }

    private static JsonObject Found(GoogleCall call, string name, string[] fields)
    {
        try
        {
            return Response(name, ContactsEndpoint.Answer(call, name, fields));
        }
        catch (GoogleRefusal missing)
        {
            return new JsonObject { ["httpStatusCode"] = missing.Code, ["requestedResourceName"] = name, ["status"] = missing.Status };
        }
    }

    private static JsonObject Response(string? name, JsonObject person) =>
        new() { ["httpStatusCode"] = 200, ["person"] = person, ["requestedResourceName"] = name ?? person["resourceName"]!.GetValue<string>(), ["status"] = new JsonObject() };

    private static string[] Mask(GoogleCall call, string name, string[] allowed) =>
        PersonFields.Read(call.Body[name]?.GetValue<string>(), allowed, name);

    private static void DemandCount(int count, int most)
    {
        if (count == 0 || count > most)
        {
            throw GoogleRefusal.Invalid($"A batch has from 1 to {most} contacts.", "batch-size");
        }
    }

    /// <summary>Looks at all of them before anything is done.</summary>
    private static void DemandAll(string kind, IEnumerable<(string Name, Action Check)> contacts)
    {
        var errors = new JsonObject();
        GoogleRefusal? first = null;
        foreach (var (name, check) in contacts)
        {
            try
            {
                check();
            }
            catch (GoogleRefusal refusal)
            {
                first ??= refusal;
                errors[name] = refusal.Status;
            }
        }

        if (first is not null)
        {
            throw GoogleRefusal.OfBatch(kind, first, errors);
        }
    }
}
