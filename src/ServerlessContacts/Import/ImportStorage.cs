using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ServerlessContacts.Import;

/// <summary>The containers and the queue that imports use.</summary>
public sealed class ImportStorage(BlobServiceClient blobs, QueueServiceClient queues)
{
    /// <summary>Where files are dropped as <c>{tenant}/{any path}.csv</c>.</summary>
    public const string Dropped = "imports";

    /// <summary>Where files that came over HTTP lie, as <c>{tenant}/{import}/{file name}</c>.</summary>
    public const string Uploads = "uploads";

    /// <summary>Reports and rejected rows: by import as <c>{tenant}/{import}/rejected.csv</c>, and beside each file's own path.</summary>
    public const string Reports = "import-reports";

    /// <summary>Files in the folder of a tenant that does not exist, each with its report.</summary>
    public const string Quarantine = "imports-quarantine";

    public const string Queue = "imports";

    private static readonly string[] Containers = [Dropped, Uploads, Reports, Quarantine];

    /// <summary>Makes what is missing.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var container in Containers)
        {
            await blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }

        await queues.GetQueueClient(Queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }
}
