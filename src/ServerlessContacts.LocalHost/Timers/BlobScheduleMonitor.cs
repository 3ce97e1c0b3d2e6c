using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessContacts.LocalHost.Timers;

/// <summary>One small JSON blob for each timer, in the container and the form of the Functions host.</summary>
internal sealed class BlobScheduleMonitor(BlobServiceClient blobs) : IScheduleMonitor
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(HostStorage.Container);

    public async Task<ScheduleStatus?> ReadAsync(string timer, CancellationToken cancellation)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        try
        {
            var content = await Blob(timer).DownloadContentAsync(cancellation);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    public Task WriteAsync(string timer, ScheduleStatus status, CancellationToken cancellation) =>
        Blob(timer).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellation);

    private BlobClient Blob(string timer) => container.GetBlobClient($"timers/{HostStorage.HostId}/{timer}/status");
}
