using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Links;

/// <summary>The stored form of what the engine keeps: as compact as contacts are.</summary>
internal static class LinkJson
{
    private static readonly JsonSerializerOptions Options = new(ContactJson.Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = ContactJson.Options.TypeInfoResolver!.WithAddedModifier(DemandNothing),
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlyMemory<byte> data) => JsonSerializer.Deserialize<T>(data.Span, Options)!;

    /// <summary>The first value of an enumeration is its default, and defaults are not written.</summary>
    private static void DemandNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
        }
    }
}
