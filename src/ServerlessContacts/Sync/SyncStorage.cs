using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Sync;

/// <summary>The container and the queue that connections use.</summary>
public static class SyncStorage
{
    /// <summary>The keys that secrets of connections are encrypted with, one blob for each.</summary>
    public const string Keys = "keys";

    public const string Queue = "sync";

    public static IReadOnlyList<StorageNeed> Needs { get; } = [new(StorageKind.Container, Keys)];
}
