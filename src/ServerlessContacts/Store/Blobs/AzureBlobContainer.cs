using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ServerlessContacts.Store.Blobs;

/// <summary>
/// <see cref="IBlobContainer"/> as block blobs. Soft delete and versions of the account keep what is deleted here for their days.
/// </summary>
internal sealed class AzureBlobContainer(BlobContainerClient container, UploadSigner signer) : IBlobContainer
{
    public Task<BlobFacts?> FindAsync(string name, CancellationToken cancellationToken) => OrNullAsync(async () =>
    {
        var found = (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        return new BlobFacts(
            name, Version(found.ETag), found.ContentLength, found.ContentType, found.LastModified, found.Metadata.AsReadOnly());
    });

    public async IAsyncEnumerable<BlobFacts> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = Listing(prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await HasNextAsync(blobs))
        {
            yield return Facts(blobs.Current);
        }
    }

    public async Task<BlobPage> PageAsync(string? continuation, CancellationToken cancellationToken)
    {
        var page = await Listing(null, cancellationToken).AsPages(continuation).FirstAsync(cancellationToken);
        return new BlobPage([.. page.Values.Select(Facts)], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
    }

    public Task<BlobContent?> DownloadAsync(string name, CancellationToken cancellationToken) => OrNullAsync(async () =>
    {
        var found = (await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
        var (details, metadata) = (found.Details, found.Details.Metadata.AsReadOnly());
        return new BlobContent(
            new BlobFacts(name, Version(details.ETag), details.ContentLength, details.ContentType, details.LastModified, metadata),
            new VersionStream(found.Content));
    });

    public Task<Stream?> OpenAsync(string name, BlobPieces pieces, CancellationToken cancellationToken) => OrNullAsync<Stream>(async () =>
    {
        var options = new BlobOpenReadOptions(allowModifications: !pieces.IsPinned)
        {
            BufferSize = pieces.Bytes,
            Conditions = pieces.Version is { } version ? new BlobRequestConditions { IfMatch = new ETag(version) } : null,
        };
        return new VersionStream(await container.GetBlobClient(name).OpenReadAsync(options, cancellationToken));
    });

    public async Task<bool> WriteAsync(string name, BlobWriting options, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await using var blocks = new BlockStream(container.GetBlockBlobClient(name));
        await write(blocks);
        try
        {
            await blocks.CommitAsync(options, cancellationToken);
            return true;
        }
        catch (RequestFailedException replaced) when (options.IsConditional && replaced.Status is BlobStatus.Exists or BlobStatus.Changed)
        {
            return false;
        }
    }

    public async Task AppendAsync(
        string name, int block, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        var blob = container.GetBlockBlobClient(name);
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await blob.StageBlockAsync(BlockStream.IdOf(block), stream, cancellationToken: cancellationToken);
        var headers = new CommitBlockListOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
        await blob.CommitBlockListAsync(Enumerable.Range(0, block + 1)
            .Select(number => BlockStream.IdOf(number)), headers, cancellationToken);
    }

    public Task SetMetadataAsync(string name, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken) =>
        container.GetBlobClient(name).SetMetadataAsync(metadata.ToDictionary(StringComparer.Ordinal), cancellationToken: cancellationToken);

    public async Task<bool> DeleteAsync(string name, string? version, CancellationToken cancellationToken)
    {
        var only = version is null ? null : new BlobRequestConditions { IfMatch = new ETag(version) };
        try
        {
            return await container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, only, cancellationToken);
        }
        catch (RequestFailedException other) when (other.Status == BlobStatus.Changed)
        {
            return false;
        }
    }

    public Task<Uri> UploadUrlAsync(string name, DateTimeOffset until, CancellationToken cancellationToken) =>
        signer.SignAsync(container.Name, name, until, cancellationToken).AsTask();

    private AsyncPageable<BlobItem> Listing(string? prefix, CancellationToken cancellationToken) =>
        container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken);

    private static BlobFacts Facts(BlobItem blob) => new(
        blob.Name,
        Version(blob.Properties.ETag ?? default),
        blob.Properties.ContentLength ?? 0,
        blob.Properties.ContentType,
        blob.Properties.LastModified ?? default,
        blob.Metadata.AsReadOnly());

    /// <summary>As a header says it: a listing leaves the quotation marks out.</summary>
    private static string Version(ETag etag) => etag.ToString("H");

    private static async Task<bool> HasNextAsync(IAsyncEnumerator<BlobItem> blobs)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.Status == BlobStatus.Missing)
        {
            return false;
        }
    }

    private static async Task<T?> OrNullAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (RequestFailedException missing) when (missing.Status is BlobStatus.Missing or BlobStatus.Changed)
        {
            return null;
        }
    }
}
