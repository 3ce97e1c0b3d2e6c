using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Store;

/// <summary>A photo's bytes and their media type.</summary>
public sealed record Photo(BinaryData Bytes, string ContentType);

/// <summary>Photos as blobs named by the hash of their bytes: the same photo is stored once, and a name never means two pictures.</summary>
public sealed class Photos(BlobServiceClient blobs)
{
    public const string Container = "photos";

    /// <summary>What Microsoft Graph takes.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    public static StorageNeed Need { get; } = new(StorageKind.Container, Container);

    /// <summary>The media type that the first bytes tell, whatever the sender says; null for anything that is not a picture browsers show.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    /// <summary>Stores the picture and answers its name; storing it again changes nothing.</summary>
    public async Task<string> SaveAsync(TenantId tenant, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
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

    private BlobClient Blob(TenantId tenant, string name) => blobs.GetBlobContainerClient(Container).GetBlobClient($"{tenant}/{name}");
}
