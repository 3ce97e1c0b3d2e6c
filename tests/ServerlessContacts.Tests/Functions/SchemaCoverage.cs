using System.Text.Json.Nodes;

namespace ServerlessContacts.Tests.Functions;

/// <summary>What a schema describes and no value shows.</summary>
internal static class SchemaCoverage
{
    /// <summary>The properties, written <c>phones/number</c>, that none of the values has.</summary>
    public static IEnumerable<string> Unseen(JsonSchema schema, JsonObject described, IReadOnlyList<JsonNode> values, string path = "")
    {
        foreach (var (name, property) in schema.Properties(described))
        {
            var seen = values.OfType<JsonObject>().Select(value => value[name]).OfType<JsonNode>().ToList();
            var inner = seen.Count == 0 ? [path + name] : Unseen(schema, Entry(schema, property), [.. seen.SelectMany(Entries)], $"{path}{name}/");
            foreach (var unseen in inner)
            {
                yield return unseen;
            }
        }

        if (schema.Resolve(described)["additionalProperties"] is JsonObject others)
        {
            foreach (var unseen in Unseen(schema, others, [.. values.OfType<JsonObject>().SelectMany(value => value).Select(value => value.Value!)], $"{path}*/"))
            {
                yield return unseen;
            }
        }
    }

    private static JsonObject Entry(JsonSchema schema, JsonObject property) => schema.Resolve(property)["items"] as JsonObject ?? property;

    private static IEnumerable<JsonNode> Entries(JsonNode value) => value is JsonArray list ? list.OfType<JsonNode>() : [value];
}
