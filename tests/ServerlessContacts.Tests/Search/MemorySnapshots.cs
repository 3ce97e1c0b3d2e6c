using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

/// <summary>Snapshots in memory, which tests may damage.</summary>
internal sealed class MemorySnapshots : ISnapshotFiles
{
    private int version;

    public byte[]? Bytes { get; set; }

    public int Saved => version;

    public DateTimeOffset Stored { get; set; }

    public Task<StoredSnapshot?> OpenAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult(Bytes is null ? null : new StoredSnapshot(new MemoryStream(Bytes), version.ToString(CultureInfo.InvariantCulture), Stored));

    public Task<bool> ReplaceAsync(TenantId tenant, string? version, IReadOnlyList<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        if (version != (Bytes is null ? null : this.version.ToString(CultureInfo.InvariantCulture)))
        {
            return Task.FromResult(false);
        }

        (Bytes, this.version) = ([.. parts.SelectMany(part => part.ToArray())], this.version + 1);
        return Task.FromResult(true);
    }
}
