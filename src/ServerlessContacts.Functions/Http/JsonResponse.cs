using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Functions.Http;

/// <summary>A JSON object that is written member by member, for answers that hold many contacts.</summary>
internal static class JsonResponse
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>What a page of contacts usually takes.</summary>
    private const int Usual = 32 * 1024;

    public static readonly JsonWriterOptions Compact = new() { Encoder = ContactJson.Options.Encoder, SkipValidation = true };

    public static IResult Of(Action<Utf8JsonWriter> writeMembers)
    {
        var bytes = new ArrayBufferWriter<byte>(Usual);
        using (var writer = new Utf8JsonWriter(bytes, Compact))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return Results.Bytes(bytes.WrittenMemory, ContentType);
    }
}
