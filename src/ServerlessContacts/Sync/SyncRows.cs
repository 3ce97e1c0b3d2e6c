using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.SignIn;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Sync;

/// <summary>The rows of connections: what they are, what each knows of a contact, and how far its sync has come.</summary>
public sealed class SyncRows(
    ErasedSync erasure, RestoredConnections restored, RunHousekeeping runs, OrphanHousekeeping orphans, ConnectionQuota quota,
    PastItemHousekeeping past) : IOwnedRows
{
    public IReadOnlyList<RowKind> Kinds { get; } =
    [
        .. KindsOfConnection, PastItem.Kind, PastGroup.Kind, DueConnections.Kind, SubscriptionStore.Kind,
    ];

    /// <summary>The kinds whose names begin with the id of their connection.</summary>
    internal static IReadOnlyList<RowKind> KindsOfConnection { get; } =
    [
        Connection.Kind, SecretStore.Kind, Link.Kind, LinkKeys.RemoteKind, SyncState.Kind, Removal.Kind, SeenItems.Kind, Parked.Kind, RunStore.Kind,
        Review.Kind, RememberedGroup.Kind,
    ];

    public IReadOnlyList<OwnedContainer> Containers { get; } = [new(SyncStorage.Keys, ContainerContent.Keys, IsBackedUp: true)];

    public IErasedRows Erasure => erasure;

    public IReadOnlyList<IHousekeepingStep> Housekeeping => [runs, orphans, quota, past];

    public Task RestoredAsync(Partition partition, CancellationToken cancellationToken) => restored.RunAsync(partition, cancellationToken);
}
