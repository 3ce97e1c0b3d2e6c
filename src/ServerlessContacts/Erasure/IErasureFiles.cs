using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ServerlessContacts.Erasure;

/// <summary>The blobs of all containers. Implemented over Blob Storage and, in the tests, in memory.</summary>
public interface IErasureFiles
{
    /// <summary>The names that begin so, after the one given, in their order.</summary>
    IAsyncEnumerable<string> NamesAsync(string container, string prefix, string after, CancellationToken cancellationToken);

    /// <summary>Null where there is no such blob.</summary>
    Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellationToken);

    /// <summary>False where it was not there.</summary>
    Task<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken);
}

/// <summary><see cref="IErasureFiles"/> over Blob Storage. Soft delete and versions keep what is deleted here for their days.</summary>
public sealed class BlobErasureFiles(BlobServiceClient service) : IErasureFiles
{
    private const int NotFound = 404;

    /// <summary>Names come in ordinal order, and a listing begins at a prefix only: what was dealt with is listed again and passed over.</summary>
    public async IAsyncEnumerable<string> NamesAsync(string container, string prefix, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in service.GetBlobContainerClient(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            if (string.CompareOrdinal(blob.Name, after) > 0)
            {
                yield return blob.Name;
            }
        }
    }

    public async Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await Blob(container, name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: true), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            return null;
        }
    }

    public async Task<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken) =>
        await Blob(container, name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);

    private BlobClient Blob(string container, string name) => service.GetBlobContainerClient(container).GetBlobClient(name);
}
