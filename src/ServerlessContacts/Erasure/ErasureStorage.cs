using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Erasure;

/// <summary>The queue that erasures use.</summary>
public static class ErasureStorage
{
    public const string Queue = "erasures";

    public static StorageNeed Need { get; } = new(StorageKind.Queue, Queue);
}
