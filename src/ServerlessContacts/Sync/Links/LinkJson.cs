using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Links;

/// <summary>The stored form of what the engine keeps: as compact as contacts are.</summary>
internal static class LinkJson
{
    private static readonly JsonSerializerOptions Options = new(ContactJson.Options) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlyMemory<byte> data) => JsonSerializer.Deserialize<T>(data.Span, Options)!;
}
