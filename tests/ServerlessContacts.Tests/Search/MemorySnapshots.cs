using ServerlessContacts.Search;
using ServerlessContacts.Tests.Store.Blobs;

namespace ServerlessContacts.Tests.Search;

/// <summary>The snapshot of one tenant in memory, which tests may damage.</summary>
internal sealed class MemorySnapshots
{
    private readonly MemoryContainer container;

    public MemorySnapshots(TimeProvider time)
    {
        var account = new MemoryBlobs(time);
        (container, Files) = (account.Container(SearchStorage.Snapshots), new SnapshotFiles(account));
    }

    public SnapshotFiles Files { get; }

    public byte[]? Bytes
    {
        get => container.Names.Count == 0 ? null : container.Bytes(container.Names[0]);
        set => container.Put(container.Names[0], value!);
    }

    public int Saved => container.Written;
}
