using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Search;

/// <summary>Where snapshots lie: one blob for each tenant.</summary>
public sealed class SnapshotFiles(IBlobStore blobs)
{
    private readonly IBlobContainer container = blobs.Container(SearchStorage.Snapshots);

    /// <summary>Null where there is none.</summary>
    public Task<BlobContent?> OpenAsync(TenantId tenant, CancellationToken cancellationToken) =>
        container.DownloadAsync(NameOf(tenant), cancellationToken);

    /// <summary>
    /// Puts the parts, one after the other, in place of a version, or of none where that is null; false where somebody else has replaced
    /// it meanwhile.
    /// </summary>
    public Task<bool> ReplaceAsync(
        TenantId tenant, string? version, IReadOnlyList<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken) =>
        container.WriteAsync(
            NameOf(tenant), BlobWriting.InPlaceOf(version), blob => WriteAsync(blob, parts, cancellationToken), cancellationToken);

    private static async Task WriteAsync(Stream blob, IReadOnlyList<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await blob.WriteAsync(part, cancellationToken);
        }
    }

    private static string NameOf(TenantId tenant) => $"{tenant.Value}/contacts";
}
