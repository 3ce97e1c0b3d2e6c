using System.Text.Json.Nodes;
using ServerlessContacts.Functions.Service;

namespace ServerlessContacts.Tests.Functions;

/// <summary>One method of one path of the document.</summary>
/// <param name="Definition">The operation itself; its parameters include those of the path.</param>
public sealed record ApiOperation(string Method, string Path, JsonObject Definition, IReadOnlyList<JsonObject> Parameters)
{
    public string Id => (string)Definition["operationId"]!;

    public JsonObject Responses => Definition["responses"]!.AsObject();

    public bool HasId => Path.Contains("{id}", StringComparison.Ordinal);

    /// <summary>The media types of its request body; none where it takes none.</summary>
    public IReadOnlyList<string> BodyTypes => [.. Definition["requestBody"]?["content"]!.AsObject().Select(content => content.Key) ?? []];

    public bool TakesJson => BodyTypes is [var type] && type.EndsWith("json", StringComparison.Ordinal);

    public bool IsAnonymous => Definition["security"] is JsonArray { Count: 0 };

    public bool Takes(string parameter) => Parameters.Any(one => (string?)one["name"] == parameter);

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>openapi.yaml as it is deployed.</summary>
public sealed class ApiDocument
{
    private static readonly string[] Methods = ["get", "head", "put", "post", "delete", "patch"];

    public ApiDocument()
    {
        using var reader = new StreamReader(typeof(SystemFunctions).Assembly.GetManifestResourceStream("openapi.yaml")!);
        Root = YamlJson.Parse(reader)!.AsObject();
        Schema = new JsonSchema(Root) { KnowsAllProperties = true };
        Operations = [.. Root["paths"]!.AsObject().SelectMany(path => OperationsOf(path.Key, path.Value!.AsObject()))];
    }

    public JsonObject Root { get; }

    public JsonSchema Schema { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public JsonObject Component(string kind, string name) => Root["components"]![kind]![name]!.AsObject();

    /// <summary>Null where the operation has no such answer.</summary>
    public JsonObject? Response(ApiOperation operation, int status) =>
        operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is JsonObject response ? Schema.Resolve(response) : null;

    private IEnumerable<ApiOperation> OperationsOf(string path, JsonObject item) =>
        from method in item
        where Methods.Contains(method.Key, StringComparer.Ordinal)
        let definition = method.Value!.AsObject()
        select new ApiOperation(method.Key.ToUpperInvariant(), path, definition, [.. ParametersOf(item), .. ParametersOf(definition)]);

    private IEnumerable<JsonObject> ParametersOf(JsonObject holder) => holder["parameters"]?.AsArray().Select(parameter => Schema.Resolve(parameter!.AsObject())) ?? [];
}
