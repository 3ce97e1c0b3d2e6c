using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Store.Tables;

/// <summary>
/// The form of records in rows, in messages, in reports and over HTTP. Contacts have a more compact one (<see cref="ContactJson"/>). Names
/// of properties and of enumerations' values are in camel case, and what is null is left out, so a reader takes what is missing as null.
/// </summary>
public static class StoredJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new MemberIdConverter() },
    };

    /// <summary>As <see cref="Options"/>, for people who open a file.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>As the text of a message.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(StoredRow row) => Read<T>(row.Data);

    public static T Read<T>(ReadOnlyMemory<byte> data) => JsonSerializer.Deserialize<T>(data.Span, Options)!;

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    private sealed class MemberIdConverter : JsonConverter<MemberId>
    {
        public override MemberId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, MemberId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
