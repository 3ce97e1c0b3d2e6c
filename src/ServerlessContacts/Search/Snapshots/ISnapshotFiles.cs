using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>A snapshot's bytes as they are stored, which version of them that is, and since when.</summary>
public sealed record StoredSnapshot(Stream Content, string Version, DateTimeOffset Stored) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>Where snapshots are kept, one for each tenant. Implemented over Blob Storage and, in the tests, in memory.</summary>
public interface ISnapshotFiles
{
    /// <summary>Null where there is none.</summary>
    Task<StoredSnapshot?> OpenAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Puts the parts, one after the other, in place of a version, or of none where that is null; false where it has been replaced meanwhile.</summary>
    Task<bool> ReplaceAsync(TenantId tenant, string? version, IReadOnlyList<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken);
}
