using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ServerlessContacts.Backup;

/// <summary><see cref="IStoredFiles"/> as block blobs.</summary>
public sealed class BlobFiles(BlobContainerClient container) : IStoredFiles
{
    private const string Gone = "gone";

    public async IAsyncEnumerable<StoredFile> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await HasNextAsync(blobs))
        {
            yield return Read(blobs.Current);
        }
    }

    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task WriteAsync(string name, string? contentType, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await using var blocks = new BlockStream(container.GetBlockBlobClient(name));
        await write(blocks);
        await blocks.CommitAsync(contentType, cancellationToken);
    }

    public Task MarkGoneAsync(string name, DateTimeOffset gone, CancellationToken cancellationToken) => container.GetBlobClient(name).SetMetadataAsync(
        new Dictionary<string, string>(StringComparer.Ordinal) { [Gone] = gone.ToString("O", CultureInfo.InvariantCulture) }, cancellationToken: cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);

    private static async Task<bool> HasNextAsync(IAsyncEnumerator<BlobItem> blobs)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }

    private static StoredFile Read(BlobItem blob) => new(
        blob.Name,
        blob.Properties.ContentLength ?? 0,
        blob.Properties.ContentType,
        blob.Properties.LastModified ?? default,
        blob.Metadata.TryGetValue(Gone, out var gone) ? DateTimeOffset.Parse(gone, CultureInfo.InvariantCulture) : null);
}
