using System.Buffers;
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

    /// <summary>The bytes that the contact takes, written into borrowed memory and forgotten.</summary>
    public static long LengthOf(Contact contact)
    {
        var writer = new ForgetfulWriter();
        using var json = new Utf8JsonWriter(writer, new JsonWriterOptions { Encoder = Options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(json, contact, Contact);
        json.Flush();
        writer.Return();
        return json.BytesCommitted;
    }

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
                property.ShouldSerialize = (_, value) => value switch
                {
                    System.Collections.ICollection list => list.Count > 0,
                    System.Collections.IEnumerable list => list.GetEnumerator().MoveNext(),
                    _ => false,
                };
            }
        }
    }
}

/// <summary>Memory to write into for those who only want to know how much.</summary>
internal sealed class ForgetfulWriter : IBufferWriter<byte>
{
    private const int Usual = 4096;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(Usual);

    public void Advance(int count)
    {
        // What was written is overwritten by what comes next.
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (buffer.Length < sizeHint)
        {
            Return();
            buffer = ArrayPool<byte>.Shared.Rent(sizeHint);
        }

        return buffer;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Return() => ArrayPool<byte>.Shared.Return(buffer);
}
