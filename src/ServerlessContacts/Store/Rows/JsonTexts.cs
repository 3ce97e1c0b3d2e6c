using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Store.Rows;

/// <summary>The texts of a JSON document, however they are escaped in it.</summary>
public static class JsonTexts
{
    private const string Erased = "(erased)";

    /// <summary>All texts, a line each; the document as it is where it is no JSON.</summary>
    public static string Of(ReadOnlyMemory<byte> document)
    {
        try
        {
            var texts = new StringBuilder();
            using var json = JsonDocument.Parse(document);
            Collect(json.RootElement, texts);
            return texts.ToString();
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(document.Span);
        }
    }

    /// <summary>The text at a path of properties, so that a row whose rest cannot be read stops nobody; null where there is none.</summary>
    public static string? At(ReadOnlyMemory<byte> document, params ReadOnlySpan<string> path)
    {
        using var json = JsonDocument.Parse(document);
        var element = json.RootElement;
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    /// <summary>The document with "(erased)" in place of every text that the person is in; null where there is none.</summary>
    public static byte[]? Without(ReadOnlyMemory<byte> document, ErasedPerson person)
    {
        var root = JsonNode.Parse(document.Span);
        return root is not null && Replace(root, person) ? JsonSerializer.SerializeToUtf8Bytes(root) : null;
    }

    private static void Collect(JsonElement element, StringBuilder texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                texts.AppendLine(element.GetString());
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, texts);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, texts);
                }

                break;
        }
    }

    private static bool Replace(JsonNode node, ErasedPerson person)
    {
        var replaced = false;
        foreach (var child in node switch { JsonObject some => [.. some.Select(property => property.Value)], JsonArray list => [.. list], _ => Array.Empty<JsonNode?>() })
        {
            if (child is JsonValue value && value.TryGetValue<string>(out var text))
            {
                if (person.IsIn(text))
                {
                    value.ReplaceWith(Erased);
                    replaced = true;
                }
            }
            else if (child is not null)
            {
                replaced |= Replace(child, person);
            }
        }

        return replaced;
    }
}
