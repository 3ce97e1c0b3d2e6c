using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Writes an entity as the service reads it: every type that JSON lacks is named beside its property.</summary>
internal static class EntityWriter
{
    private const int MaxPropertyName = 255;

    // Nothing here ends in a web page, so only what JSON itself asks for is escaped.
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static RequestContent Content(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, entity);
        return RequestContent.Create(buffer.WrittenMemory);
    }

    public static void Write(Utf8JsonWriter writer, ITableEntity entity)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in Properties(entity))
        {
            if (name is not (PropertyNames.ETag or PropertyNames.Timestamp))
                WriteProperty(writer, name, value);
        }

        writer.WriteEndObject();
    }

    private static Dictionary<string, object> Properties(ITableEntity entity) =>
        entity is TableEntity { Properties: var properties } ? properties : throw EntityType.Unsupported(entity.GetType());

    private static void WriteProperty(Utf8JsonWriter writer, string name, object? value)
    {
        if (EdmType(value) is { } type)
            WriteType(writer, name, type);
        writer.WritePropertyName(name);
        WriteValue(writer, value);
    }

    private static string? EdmType(object? value) => value switch
    {
        long or ulong => "Edm.Int64",
        byte[] or BinaryData => "Edm.Binary",
        DateTimeOffset or DateTime => "Edm.DateTime",
        Guid => "Edm.Guid",
        double => "Edm.Double",
        _ => null,
    };

    private static void WriteType(Utf8JsonWriter writer, string name, string type)
    {
        var length = name.Length + PropertyNames.TypeSuffix.Length;
        var annotation = name.Length <= MaxPropertyName
            ? stackalloc char[MaxPropertyName + PropertyNames.TypeSuffix.Length]
            : new char[length];
        name.CopyTo(annotation);
        PropertyNames.TypeSuffix.CopyTo(annotation[name.Length..]);
        writer.WriteString(annotation[..length], type);
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long or ulong: writer.WriteStringValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)); break;
            case double.NaN: writer.WriteStringValue("NaN"u8); break;
            case double number: writer.WriteNumberValue(number); break;
            case Guid id: writer.WriteStringValue(id); break;
            case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
            case BinaryData bytes: writer.WriteBase64StringValue(bytes); break;
            case DateTimeOffset time: WriteTime(writer, time); break;
            case DateTime { Kind: DateTimeKind.Utc } time: WriteTime(writer, new(time)); break;
            case DateTime time: throw new NotSupportedException($"DateTime {time:O} has a Kind of {time.Kind}; the service stores UTC.");
            default: throw new NotSupportedException($"Not supported type {value.GetType()}");
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[28];
        time.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
