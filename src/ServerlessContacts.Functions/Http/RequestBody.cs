using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Functions.Http;

/// <summary>Reads JSON bodies within a limit, and says where they are broken.</summary>
internal static class RequestBody
{
    /// <summary>Four contacts of the greatest size.</summary>
    public const int Most = 1024 * 1024;

    /// <summary>What any body but a file may have: a batch of edits.</summary>
    public const int MostOfAll = 16 * 1024 * 1024;

    /// <summary>So deep may a list be that is read element by element; an element is held to <see cref="Options"/>.</summary>
    private const int MostDepthOfAll = 1000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static async Task<JsonObject> ObjectAsync(HttpRequest request, int most = Most) => Parse(await JsonAsync(request, most));

    /// <summary>What is said to be JSON, unread.</summary>
    public static Task<ReadOnlyMemory<byte>> JsonAsync(HttpRequest request, int most)
    {
        DemandJson(request);
        return BytesAsync(request, most);
    }

    /// <summary>As <see cref="ObjectAsync"/>; no body at all is an empty object.</summary>
    public static async Task<JsonObject> ObjectOrNothingAsync(HttpRequest request)
    {
        var bytes = await BytesAsync(request, Most);
        if (bytes.IsEmpty)
        {
            return [];
        }

        DemandJson(request);
        return Parse(bytes);
    }

    /// <summary>
    /// The elements of a list in the object, each as it was sent: one that cannot be read is no harm to the others. Null where there is no
    /// such list.
    /// </summary>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>?> ListAsync(HttpRequest request, string name, int most)
    {
        var bytes = await JsonAsync(request, most);
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MostDepthOfAll });
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Select(element => (ReadOnlyMemory<byte>)JsonMarshal.GetRawUtf8Value(element).ToArray())]
                : null;
        }
        catch (JsonException broken)
        {
            throw NotJson(broken);
        }
        catch (InvalidOperationException)
        {
            throw NoText();
        }
    }

    /// <summary>The object.</summary>
    /// <exception cref="ProblemException">It is none, is broken, or holds what is no text.</exception>
    public static JsonObject Parse(ReadOnlyMemory<byte> bytes)
    {
        DemandText(bytes.Span);
        try
        {
            return JsonNode.Parse(bytes.Span, documentOptions: Options) as JsonObject
                ?? throw new ProblemException(Problems.Invalid("", "object-expected", "Expected a JSON object."));
        }
        catch (JsonException broken)
        {
            throw NotJson(broken);
        }
    }

    /// <summary>A name that stands twice has no place.</summary>
    private static ProblemException NotJson(JsonException broken) => new(Problems.Invalid("", "json-invalid", broken.LineNumber is null
        ? "The body is not JSON: an object has a name twice."
        : $"The body is not JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}."));

    private static ProblemException NoText() =>
        new(Problems.Invalid("", "text-invalid", "Expected UTF-8; found bytes that are none, or half of a surrogate pair."));

    /// <summary>
    /// Refuses bytes that are no UTF-8 and halves of surrogate pairs: JSON takes the escape <c>\ud800</c>, but no text can hold it, and
    /// whoever read the value would fail.
    /// </summary>
    private static void DemandText(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            throw NoText();
        }
        catch (JsonException)
        {
            // Whoever parses it says where.
        }
    }

    public static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpRequest request, int most)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var read and > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > most)
            {
                throw new ProblemException(Problems.TooLarge(most));
            }
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>A text member of the object; null where it is absent or null.</summary>
    public static string? Text(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Query.Wrong(name, "type-invalid", "Expected a text."),
    };

    /// <summary>Refuses members that the resource does not have, so that a misspelt one is not passed over.</summary>
    public static void DemandKnown(JsonObject body, params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in body)
        {
            if (!names.Contains(name))
            {
                throw Query.Wrong(name, "field-unknown", "There is no such field here.");
            }
        }
    }

    private static void DemandJson(HttpRequest request)
    {
        var type = (request.ContentType ?? "application/json").Split(';')[0].Trim();
        if (!type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problems.UnsupportedMediaType("application/json, or application/merge-patch+json for PATCH"));
        }
    }
}
