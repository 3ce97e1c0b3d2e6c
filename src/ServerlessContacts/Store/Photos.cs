using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Store;

/// <summary>A photo's bytes and their media type.</summary>
public sealed record Photo(BinaryData Bytes, string ContentType);

/// <summary>Photos as blobs named by the hash of their bytes: the same photo is stored once, and a name never means two pictures.</summary>
public sealed class Photos(BlobServiceClient blobs) : IStoredPhotos
{
    public const string Container = "photos";

    public const int MostBytes = ContactLimits.PhotoBytes;

    public static StorageNeed Need { get; } = new(StorageKind.Container, Container);

    /// <summary>The name that the picture has, stored or not.</summary>
    public static string NameOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Stores the picture and answers its name; storing it again changes nothing.</summary>
    public async Task<string> SaveAsync(TenantId tenant, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancellationToken)
    {
        var name = NameOf(bytes.Span);
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
        await Blob(tenant, name).UploadAsync(new BinaryData(bytes), options, cancellationToken);
        return name;
    }

    public async Task<Photo?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        var blob = Blob(tenant, name);
        if (!(await blob.ExistsAsync(cancellationToken)).Value)
        {
            return null;
        }

        var content = (await blob.DownloadContentAsync(cancellationToken)).Value;
        return new Photo(content.Content, content.Details.ContentType);
    }

    public async IAsyncEnumerable<StoredPhoto> AllAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = $"{tenant}/";
        await foreach (var blob in blobs.GetBlobContainerClient(Container).GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken))
        {
            yield return new StoredPhoto(blob.Name[folder.Length..], blob.Properties.ETag ?? default, blob.Properties.LastModified ?? DateTimeOffset.MaxValue);
        }
    }

    public async Task DeleteAsync(TenantId tenant, StoredPhoto photo, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(tenant, photo.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = photo.ETag }, cancellationToken);
        }
        catch (RequestFailedException again) when (again.Status == 412)
        {
            // Somebody has stored it since, and is about to name it.
        }
    }

    private BlobClient Blob(TenantId tenant, string name) => blobs.GetBlobContainerClient(Container).GetBlobClient($"{tenant}/{name}");
}
