using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>The text of a continuation: the position as JSON, safe in a query string. Anything else than what was written here is refused.</summary>
internal static class Continuations
{
    private const int FingerprintBytes = 6;

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new ContactIdConverter() },
    };

    public static string Write<TPosition>(TPosition position) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(position, Options));

    public static bool TryRead<TPosition>(string text, [NotNullWhen(true)] out TPosition? position)
        where TPosition : class
    {
        position = null;
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        try
        {
            position = JsonSerializer.Deserialize<TPosition>(Base64Url.DecodeFromChars(text), Options);
            return position is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What must stay the same from page to page; short, as continuations stand in URLs.</summary>
    public static string Fingerprint(params IEnumerable<object?> query) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(query)).AsSpan(0, FingerprintBytes));

    private sealed class ContactIdConverter : JsonConverter<ContactId>
    {
        public override ContactId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && ContactId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, ContactId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
