using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using ServerlessContacts.LocalHost.Queues;

namespace ServerlessContacts.LocalHost.Blobs;

/// <summary>Tells the poison queue of a storage account about a blob that no try could handle, in the words of the Functions host.</summary>
internal sealed class PoisonBlobs(QueueServiceClient queues, bool base64)
{
    public const string QueueName = "webjobs-blobtrigger-poison";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly QueueClient queue = queues.GetQueueClient(QueueName);

    public async Task AddAsync(string functionId, BlobVersion version, BlobType type)
    {
        var message = new
        {
            Type = "BlobTrigger",
            FunctionId = functionId,
            BlobType = $"{type}Blob",
            ContainerName = version.Container,
            BlobName = version.Name,
            ETag = version.QuotedETag,
        };
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(MessageBody.Encode(BinaryData.FromObjectAsJson(message, Readable), base64));
    }
}
