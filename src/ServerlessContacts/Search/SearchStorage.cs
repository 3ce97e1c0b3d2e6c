using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Search;

/// <summary>The container and the queue that searches use.</summary>
public static class SearchStorage
{
    /// <summary>A snapshot of each larger tenant's index, as <c>{tenant}/contacts</c>; each can be made anew from the table.</summary>
    public const string Snapshots = "search-snapshots";

    /// <summary>Tenants whose snapshots are to be made.</summary>
    public const string Queue = "search-snapshots";

    public static IReadOnlyList<StorageNeed> Needs { get; } = [new(StorageKind.Container, Snapshots)];
}
