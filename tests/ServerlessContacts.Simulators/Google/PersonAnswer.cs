using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>How a person is told: what was asked for, and the metadata.</summary>
internal static class PersonAnswer
{
    /// <param name="isIncremental">Former names are only told to those who bring a sync token.</param>
    public static JsonObject Of(StoredPerson person, PersonVersion version, string[] fields, string photos, bool isIncremental = false)
    {
        var answer = new JsonObject { ["resourceName"] = version.ResourceName, ["etag"] = version.Etag };
        foreach (var field in fields)
        {
            if (field == "metadata")
            {
                answer["metadata"] = Metadata(person, version, isIncremental);
            }
            else if (field == "photos" && version.Fields is not null)
            {
                answer["photos"] = Photos(person, version, photos);
            }
            else if (version.Fields?[field] is JsonArray { Count: > 0 } entries)
            {
                answer[field] = entries.DeepClone();
            }
        }

        return answer;
    }

    private static JsonObject Metadata(StoredPerson person, PersonVersion version, bool isIncremental)
    {
        var metadata = new JsonObject { ["sources"] = Sources(person, version), ["objectType"] = "PERSON" };
        if (version.Fields is null)
        {
            metadata["deleted"] = true;
        }

        if (isIncremental && version.PreviousNames.Count > 0)
        {
            metadata["previousResourceNames"] = new JsonArray([.. version.PreviousNames.Select(name => (JsonNode)name)]);
        }

        return metadata;
    }

    private static JsonArray Sources(StoredPerson person, PersonVersion version)
    {
        var sources = new JsonArray(new JsonObject
        {
            ["type"] = "CONTACT",
            ["id"] = person.SourceId,
            ["etag"] = version.SourceEtag,
            ["updateTime"] = version.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        });
        if (version.Fields?.Any(field => field.Value is JsonArray entries && entries.Any(entry => !PersonFields.IsContactEntry(entry))) == true)
        {
            sources.Add(new JsonObject { ["type"] = "PROFILE", ["id"] = "1" + person.SourceId, ["etag"] = "#profile" });
        }

        return sources;
    }

    private static JsonArray Photos(StoredPerson person, PersonVersion version, string photos)
    {
        var own = (version.Fields?["photos"] as JsonArray ?? []).Select(photo => photo!.DeepClone());
        var photo = new JsonObject { ["metadata"] = new JsonObject { ["primary"] = true, ["source"] = EntryWriter.Source(person.SourceId) } };
        photo["url"] = $"{photos}/{person.SourceId}/{(person.Photo is null ? "default" : GoogleBook.PhotoVersion(person.Photo))}";
        if (person.Photo is null)
        {
            photo["default"] = true;
        }

        return [.. own, photo];
    }
}
