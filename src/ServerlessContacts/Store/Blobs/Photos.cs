using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Store.Blobs;

/// <summary>A photo's bytes and their media type.</summary>
public sealed record Photo(BinaryData Bytes, string ContentType);

/// <summary>A photo's blob as a listing shows it.</summary>
public sealed record StoredPhoto(string Name, string Version, DateTimeOffset Stored);

/// <summary>Photos as blobs named by the hash of their bytes: the same photo is stored once, and a name never means two pictures.</summary>
public sealed class Photos(IBlobStore blobs)
{
    public const string Container = "photos";

    public const int MostBytes = ContactLimits.PhotoBytes;

    private readonly IBlobContainer container = blobs.Container(Container);

    public static StorageNeed Need { get; } = new(StorageKind.Container, Container);

    /// <summary>The name that the picture has, stored or not.</summary>
    public static string NameOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Stores the picture and answers its name; storing it again changes nothing.</summary>
    public async Task<string> SaveAsync(
        TenantId tenant, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancellationToken)
    {
        var name = NameOf(bytes.Span);
        await container.WriteAsync($"{tenant}/{name}", contentType, bytes, cancellationToken);
        return name;
    }

    public async Task<Photo?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        await using var found = await container.DownloadAsync($"{tenant}/{name}", cancellationToken);
        return found is null
            ? null
            : new Photo(await BinaryData.FromStreamAsync(found.Stream, cancellationToken), found.Facts.ContentType!);
    }

    public async IAsyncEnumerable<StoredPhoto> AllAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = $"{tenant}/";
        await foreach (var blob in container.ListAsync(folder, cancellationToken))
        {
            yield return new StoredPhoto(blob.Name[folder.Length..], blob.Version, blob.Modified);
        }
    }

    /// <summary>Deletes the photo, unless somebody has stored it again since it was listed, who is about to name it.</summary>
    public Task DeleteAsync(TenantId tenant, StoredPhoto photo, CancellationToken cancellationToken) =>
        container.DeleteAsync($"{tenant}/{photo.Name}", photo.Version, cancellationToken);
}
