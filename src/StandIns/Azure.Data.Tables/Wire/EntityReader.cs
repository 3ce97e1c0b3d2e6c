using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// Reads the entities of one answer. A type annotation precedes its property (OData JSON), so each value is read as what it is,
/// once. The rows of a page mostly repeat their property names in the same order, so names are remembered by position.
/// </summary>
internal sealed class EntityReader
{
    private readonly List<string> names = [];

    /// <summary>Reads an answer that is one entity.</summary>
    public static TableEntity ReadOne(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return new EntityReader().Read(ref reader);
    }

    /// <summary>Reads an answer that is a page: <c>{"value":[…]}</c>.</summary>
    public static List<TableEntity> ReadPage(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var entities = new List<TableEntity>();
        var page = new EntityReader();
        if (!ODataPage.MoveToValues(ref reader))
            return entities;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            entities.Add(page.Read(ref reader));
        return entities;
    }

    private TableEntity Read(ref Utf8JsonReader reader)
    {
        var entity = new TableEntity(capacity: names.Count);
        var type = EdmType.Unnamed;
        for (var position = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; position++)
        {
            if (reader.ValueSpan.EndsWith("@odata.type"u8))
            {
                reader.Read();
                type = ReadType(ref reader);
                continue;
            }

            ReadProperty(ref reader, entity, Name(ref reader, position), type);
            type = EdmType.Unnamed;
        }

        return entity;
    }

    private static void ReadProperty(ref Utf8JsonReader reader, TableEntity entity, string name, EdmType type)
    {
        reader.Read();
        if (name == PropertyNames.Timestamp)
            type = EdmType.DateTime;
        if (name == PropertyNames.ETag || !name.StartsWith("odata.", StringComparison.Ordinal))
            entity.Properties[name] = ReadValue(ref reader, type)!;
        else
            reader.Skip();
    }

    private string Name(ref Utf8JsonReader reader, int position)
    {
        if (position < names.Count && reader.ValueTextEquals(names[position]))
            return names[position];
        var name = reader.GetString()!;
        while (names.Count <= position)
            names.Add(name);
        return names[position] = name;
    }

    private static EdmType ReadType(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("Edm.Int64"u8) ? EdmType.Int64
        : reader.ValueTextEquals("Edm.Binary"u8) ? EdmType.Binary
        : reader.ValueTextEquals("Edm.DateTime"u8) ? EdmType.DateTime
        : reader.ValueTextEquals("Edm.Guid"u8) ? EdmType.Guid
        : reader.ValueTextEquals("Edm.Double"u8) ? EdmType.Double
        : EdmType.Unnamed;

    private static object? ReadValue(ref Utf8JsonReader reader, EdmType type) => reader.TokenType switch
    {
        JsonTokenType.String => ReadText(ref reader, type),
        JsonTokenType.Number => ReadNumber(ref reader, type),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        var other => throw new NotSupportedException($"Not supported value kind {other}"),
    };

    private static object ReadText(ref Utf8JsonReader reader, EdmType type) => type switch
    {
        EdmType.Int64 => long.Parse(reader.ValueSpan, CultureInfo.InvariantCulture),
        EdmType.Binary => reader.GetBytesFromBase64(),
        EdmType.DateTime => reader.GetDateTimeOffset(),
        EdmType.Guid => reader.GetGuid(),
        EdmType.Double => double.Parse(reader.ValueSpan, CultureInfo.InvariantCulture),
        _ => reader.GetString()!,
    };

    // A double is sent with a decimal point; what has none and fits is an integer.
    private static object ReadNumber(ref Utf8JsonReader reader, EdmType type)
    {
        if (type == EdmType.Double)
            return reader.GetDouble();
        if (reader.TryGetInt32(out var number))
            return number;
        return reader.TryGetInt64(out var large) ? large : reader.GetDouble();
    }

    private enum EdmType
    {
        Unnamed,
        Int64,
        Binary,
        DateTime,
        Guid,
        Double,
    }
}
