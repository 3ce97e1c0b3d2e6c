using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Erasure;

/// <summary>The queue that erasures use.</summary>
public static class ErasureStorage
{
    public const string Queue = "erasures";

    public static StorageNeed Need { get; } = new(StorageKind.Queue, Queue);
}

/// <summary>Which containers hold what of a tenant, each under <c>{tenant}/</c>. The folders that use them say so where all are registered.</summary>
/// <param name="Files">Texts that are looked through; one that holds the person goes whole.</param>
/// <param name="Photos">Pictures by their hash.</param>
/// <param name="Snapshots">What can be made anew from the table and goes unlooked at.</param>
public sealed record ErasureContainers(IReadOnlyList<string> Files, string Photos, string Snapshots);
