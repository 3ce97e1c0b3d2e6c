using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;

namespace ServerlessContacts.LocalHost.Blobs;

/// <summary>One state of a blob: overwriting it makes another.</summary>
internal readonly record struct BlobVersion(string Container, string Name, ETag ETag)
{
    /// <summary>In quotes, as in a header; listings give tags without.</summary>
    public string QuotedETag => ETag.ToString("H");
}

/// <summary>How far a function has come with a version. Tries are counted before they begin, so a try that kills the process counts.</summary>
internal readonly record struct BlobReceipt(int Tries, bool Done);

/// <summary>Remembers across restarts which versions a function has had.</summary>
internal sealed class BlobReceipts(BlobServiceClient blobs, string function)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(HostStorage.Container);

    public Task EnsureExistsAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    public async Task<BlobReceipt> ReadAsync(BlobVersion version, CancellationToken cancellation)
    {
        try
        {
            var content = await Receipt(version).DownloadContentAsync(cancellation);
            return content.Value.Content.ToObjectFromJson<BlobReceipt>();
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            return default;
        }
    }

    public Task WriteAsync(BlobVersion version, BlobReceipt receipt) =>
        Receipt(version).UploadAsync(BinaryData.FromObjectAsJson(receipt), overwrite: true);

    /// <summary>A blob name may be as long as a receipt's own name may be, so it is hashed.</summary>
    private BlobClient Receipt(BlobVersion version)
    {
        var key = Encoding.UTF8.GetBytes($"{version.Container}\n{version.Name}\n{version.QuotedETag}");
        return container.GetBlobClient($"blobreceipts/{HostStorage.HostId}/{function}/{Convert.ToHexStringLower(SHA256.HashData(key))}");
    }
}
