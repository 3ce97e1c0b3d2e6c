using System.Buffers;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>
/// The messages between the Functions host and a worker, as JSON. Their types are those of the worker's own package, which keeps them
/// internal; their descriptors are all that is needed here.
/// </summary>
internal static class RpcMessages
{
    private const string TypeName =
        "Microsoft.Azure.Functions.Worker.Grpc.Messages.StreamingMessage, Microsoft.Azure.Functions.Worker.Grpc";

    private static readonly MessageDescriptor Message =
        (MessageDescriptor)Type.GetType(TypeName, throwOnError: true)!.GetProperty("Descriptor")!.GetValue(null)!;

    // A status that is left out would be a failure, the default.
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>Where a worker opens the stream of messages.</summary>
    public static string Path
    {
        get
        {
            var service = Message.File.Services.Single();
            return $"/{service.FullName}/{service.Methods.Single().Name}";
        }
    }

    public static byte[] Write(JsonObject message) => JsonParser.Default.Parse(message.ToJsonString(), Message).ToByteArray();

    public static JsonObject Read(ReadOnlySequence<byte> bytes) =>
        JsonNode.Parse(Formatter.Format(Message.Parser.ParseFrom(bytes)))!.AsObject();
}
