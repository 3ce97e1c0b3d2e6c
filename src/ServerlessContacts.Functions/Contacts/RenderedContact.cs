using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Search;

namespace ServerlessContacts.Functions.Contacts;

/// <summary>
/// Contacts as JSON, kept for as long as the search keeps them: with each letter that is typed mostly the same ones are answered. Only
/// highlights differ from query to query.
/// </summary>
internal static class RenderedContact
{
    private static readonly ConditionalWeakTable<ContactDocument, byte[]> Known = [];

    /// <summary>The object with its highlights.</summary>
    public static byte[] With(SearchItem item, bool withProvenance)
    {
        var contact = withProvenance
            ? Render(item.Contact, withProvenance)
            : Known.GetValue(item.Contact, static added => Render(added, withProvenance: false));
        var whole = new ArrayBufferWriter<byte>(contact.Length + 64 + (64 * item.Highlights.Count));
        whole.Write(contact.AsSpan(0, contact.Length - 1));
        whole.Write(",\"highlights\":"u8);
        WriteHighlights(whole, item.Highlights);
        whole.Write("}"u8);
        return whole.WrittenSpan.ToArray();
    }

    private static byte[] Render(ContactDocument document, bool withProvenance)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, JsonResponse.Compact))
        {
            writer.WriteStartObject();
            ContactView.WriteFields(writer, document.Id, document.Version, document.Record, withProvenance);
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteHighlights(ArrayBufferWriter<byte> into, IReadOnlyList<Highlight> highlights)
    {
        using var writer = new Utf8JsonWriter(into, JsonResponse.Compact);
        writer.WriteStartArray();
        foreach (var highlight in highlights)
        {
            writer.WriteStartObject();
            writer.WriteString("field", highlight.Field);
            writer.WriteNumber("start", highlight.Start);
            writer.WriteNumber("length", highlight.Length);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
