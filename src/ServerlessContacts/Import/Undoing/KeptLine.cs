using System.Text.Json;
using ServerlessContacts.Import.Running;

namespace ServerlessContacts.Import.Undoing;

/// <summary>What had to stay, as the report of taking an import back lists it.</summary>
internal static class KeptLine
{
    public static byte[] Of(Kept kept) => JsonLines.Line(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("reason", kept.Reason);
        writer.WriteString("contact", kept.Contact.ToString());
        writer.WriteString("name", kept.Name);
        WriteText(writer, "field", kept.Field);
        WriteText(writer, "by", kept.By);
        if (kept.At is { } at)
        {
            writer.WriteString("at", at.UtcDateTime);
        }

        WriteValue(writer, "value", kept.Value);
        WriteValue(writer, "before", kept.Before);
        writer.WriteEndObject();
    });

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { } there)
        {
            writer.WritePropertyName(name);
            there.WriteTo(writer);
        }
    }
}
