using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Search;

/// <summary>The requests for snapshots, and the snapshots: both are made anew from the contacts.</summary>
public sealed class SearchRows : IOwnedRows
{
    public IReadOnlyList<RowKind> Kinds { get; } = [SnapshotRequests.Kind];

    public IReadOnlyList<OwnedContainer> Containers { get; } = [new(SearchStorage.Snapshots, ContainerContent.Snapshots, IsBackedUp: false)];
}
