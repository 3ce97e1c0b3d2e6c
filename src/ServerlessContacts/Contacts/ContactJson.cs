using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessContacts.Contacts;

/// <summary>The stored form of contacts: compact JSON in the words of the HTTP contract, nothing written that is empty.</summary>
public static class ContactJson
{
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    public static JsonTypeInfo<ContactRecord> Record { get; } = (JsonTypeInfo<ContactRecord>)Options.GetTypeInfo(typeof(ContactRecord));

    public static JsonTypeInfo<Contact> Contact { get; } = (JsonTypeInfo<Contact>)Options.GetTypeInfo(typeof(Contact));

    public static byte[] Write(ContactRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Record);

    public static ContactRecord Read(ReadOnlySpan<byte> data) => JsonSerializer.Deserialize(data, Record)!;

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.Converters.Add(new JsonStringEnumConverter<ContactKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Visibility>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        // Not a generated context: that one sets every init property, so that a list that was left out would be read as null.
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } };
        return options;
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)) && property.PropertyType != typeof(string))
            {
                property.ShouldSerialize = (_, value) => value is System.Collections.IEnumerable list && list.GetEnumerator().MoveNext();
            }
        }
    }
}
