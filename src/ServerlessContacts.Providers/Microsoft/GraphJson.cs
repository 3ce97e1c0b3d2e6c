using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>The service's JSON as trees: the SDK's models would drop the order and the form of what they do not know.</summary>
internal static class GraphJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An answer that is not an object is no answer of the service.</summary>
    public static async Task<JsonObject> ReadAsync(Stream? stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await (stream is null ? Task.CompletedTask : stream.CopyToAsync(bytes, cancellationToken));
        return Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static JsonObject Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) as JsonObject
                ?? throw new ProviderException(ProviderFault.Unavailable, "Microsoft Graph answered with something else than an object.");
        }
        catch (JsonException broken)
        {
            throw new ProviderException(ProviderFault.Unavailable, "Microsoft Graph answered with something else than JSON.", inner: broken);
        }
    }

    public static JsonObject Parse(string raw) => JsonNode.Parse(raw)!.AsObject();

    public static string Write(JsonNode node) => node.ToJsonString(Relaxed);

    /// <summary>The text as it is written; null where it is blank or no text.</summary>
    public static string? Text(JsonObject item, string property) => Text(item[property]);

    public static IEnumerable<string> Texts(JsonObject item, string property) =>
        (item[property] as JsonArray ?? []).Select(Text).OfType<string>();

    public static IEnumerable<JsonObject> Objects(JsonObject item, string property) => (item[property] as JsonArray ?? []).OfType<JsonObject>();

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    /// <summary>A blank text is none.</summary>
    public static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? NullIfBlank(text) : null;
}
