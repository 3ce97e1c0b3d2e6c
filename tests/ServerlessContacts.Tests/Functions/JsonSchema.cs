using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessContacts.Tests.Functions;

/// <summary>
/// Checks values against the part of JSON Schema that openapi.yaml uses; a keyword outside of it is refused, so that nothing is written there that
/// nobody checks. <c>additionalProperties</c> looks through <c>$ref</c> and <c>allOf</c>, as <c>unevaluatedProperties</c> does in the standard.
/// </summary>
/// <param name="document">What references point into.</param>
public sealed class JsonSchema(JsonObject document)
{
    private static readonly string[] Annotations =
        ["title", "description", "default", "example", "examples", "format", "readOnly", "contentMediaType", "properties", "additionalProperties"];

    /// <summary>Whether a property that an object's schema does not name is wrong even where <c>additionalProperties</c> allows for later versions.</summary>
    public bool KnowsAllProperties { get; init; }

    /// <summary>What is wrong with the value, each with where it is; empty for a valid one.</summary>
    public IReadOnlyList<string> Violations(JsonNode schema, JsonNode? value) => [.. Check(schema.AsObject(), value, "")];

    public JsonObject Resolve(JsonObject schema)
    {
        while (schema["$ref"] is { } reference)
        {
            schema = Target((string)reference!);
        }

        return schema;
    }

    /// <summary>All properties that the schema names, by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Properties(JsonObject schema) => Parts(schema)
        .SelectMany(part => part["properties"]?.AsObject() ?? [])
        .ToDictionary(property => property.Key, property => property.Value!.AsObject(), StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">There is nothing at the reference.</exception>
    public JsonObject Target(string reference) => reference.Split('/').Skip(1)
        .Aggregate((JsonNode?)document, (node, name) => node?[name.Replace("~1", "/", StringComparison.Ordinal)]) as JsonObject
            ?? throw new KeyNotFoundException($"There is nothing at {reference}.");

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string path) =>
        Parts(schema).SelectMany(part => part.SelectMany(rule => Check(rule.Key, rule.Value!, value, path))).Concat(CheckProperties(schema, value, path));

    /// <summary>The schema and those that it takes in.</summary>
    private IEnumerable<JsonObject> Parts(JsonObject schema)
    {
        var taken = schema["allOf"]?.AsArray().Select(part => part!.AsObject()) ?? [];
        var referred = schema["$ref"] is { } reference ? [Target((string)reference!)] : Array.Empty<JsonObject>();
        return [schema, .. taken.Concat(referred).SelectMany(Parts)];
    }

    private IEnumerable<string> Check(string rule, JsonNode expected, JsonNode? value, string path) => rule switch
    {
        "$ref" or "allOf" => [],
        "type" => Unless(Names(expected).Any(type => Is(type, value)), path, $"expected {expected.ToJsonString()}, found {Kind(value)}"),
        "enum" => Unless(expected.AsArray().Any(one => JsonNode.DeepEquals(one, value)), path, $"expected one of {expected.ToJsonString()}, found {Text(value)}"),
        "const" => Unless(JsonNode.DeepEquals(expected, value), path, $"expected {expected.ToJsonString()}, found {Text(value)}"),
        "oneOf" => CheckOneOf(expected.AsArray(), value, path),
        "items" => value is JsonArray list ? list.SelectMany((item, index) => Check(expected.AsObject(), item, $"{path}/{index}")) : [],
        "required" => value is JsonObject there ? Names(expected).Where(name => !there.ContainsKey(name)).Select(name => $"{path}: {name} is missing") : [],
        _ => Annotations.Contains(rule, StringComparer.Ordinal) ? [] : CheckSize(rule, expected, value, path),
    };

    private static IEnumerable<string> CheckSize(string rule, JsonNode limit, JsonNode? value, string path) => (rule, Kind(value)) switch
    {
        ("minimum", JsonValueKind.Number) => Unless(Number(value!) >= Number(limit), path, $"expected at least {limit}, found {value}"),
        ("maximum", JsonValueKind.Number) => Unless(Number(value!) <= Number(limit), path, $"expected at most {limit}, found {value}"),
        ("minItems", JsonValueKind.Array) => Unless(value!.AsArray().Count >= Number(limit), path, $"expected at least {limit} items"),
        ("maxItems", JsonValueKind.Array) => Unless(value!.AsArray().Count <= Number(limit), path, $"expected at most {limit} items"),
        ("minLength", JsonValueKind.String) => Unless(((string)value!)!.Length >= Number(limit), path, $"expected at least {limit} characters"),
        ("maxLength", JsonValueKind.String) => Unless(((string)value!)!.Length <= Number(limit), path, $"expected at most {limit} characters"),
        ("pattern", JsonValueKind.String) => Unless(IsLike((string)limit!, (string)value!), path, $"expected {limit}, found {value}"),
        ("minimum" or "maximum" or "minItems" or "maxItems" or "minLength" or "maxLength" or "pattern", _) => [],
        _ => throw new NotSupportedException($"The keyword {rule} is not checked."),
    };

    private IEnumerable<string> CheckOneOf(JsonArray choices, JsonNode? value, string path)
    {
        var results = choices.Select(choice => Check(choice!.AsObject(), value, path).ToList()).ToList();
        return results.Count(violations => violations.Count == 0) switch
        {
            1 => [],
            0 => [$"{path}: none of {results.Count} choices fits", .. results.SelectMany(violations => violations)],
            var many => [$"{path}: {many} choices fit instead of one"],
        };
    }

    private IEnumerable<string> CheckProperties(JsonObject schema, JsonNode? value, string path)
    {
        if (value is not JsonObject there)
        {
            return [];
        }

        var properties = Properties(schema);
        var others = Parts(schema).Select(part => part["additionalProperties"]).FirstOrDefault(rule => rule is not null);
        return there.SelectMany(property => properties.TryGetValue(property.Key, out var own)
            ? Check(own, property.Value, $"{path}/{property.Key}")
            : CheckOther(others, properties.Count > 0, property.Value, $"{path}/{property.Key}"));
    }

    private IEnumerable<string> CheckOther(JsonNode? rule, bool hasProperties, JsonNode? value, string path) => rule switch
    {
        JsonObject schema => Check(schema, value, path),
        null => Unless(!(hasProperties && KnowsAllProperties), path, "is not described"),
        _ => Unless((bool)rule, path, "is not allowed"),
    };

    private static string[] Unless(bool isRight, string path, string problem) => isRight ? [] : [$"{path}: {problem}"];

    private static IEnumerable<string> Names(JsonNode names) => names is JsonArray list ? list.Select(name => (string)name!) : [(string)names!];

    private static bool Is(string type, JsonNode? value) => (type, Kind(value)) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(Number(value!)),
        _ => false,
    };

    private static bool IsLike(string pattern, string value) =>
        Regex.IsMatch(value, pattern, RegexOptions.ECMAScript | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    private static decimal Number(JsonNode value) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";
}
