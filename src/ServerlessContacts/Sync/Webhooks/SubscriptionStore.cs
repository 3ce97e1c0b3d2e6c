using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>
/// The subscriptions of connections, each in a row beside its connection's; and, in the partition of what is due, the way from the provider's id of a subscription to the connection.
/// The latter is there first and goes last, so that it may lead to a connection that has another subscription by then, or none.
/// </summary>
public sealed class SubscriptionStore(ITable table)
{
    public static RowKind Kind { get; } = new('s', "subscription", new PartitionKind(DueConnections.PartitionKey));

    private const string Suffix = "~subscription";

    private readonly PlainRows rows = new(table);

    public async Task<StoredSubscription?> FindAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        await rows.FindAsync(key.Partition.Key, RowOf(key), cancellationToken) is { } row
            ? new StoredSubscription(StoredJson.Read<Subscription>(row.Data), row)
            : null;

    /// <summary>The connection whose subscription it is, and the subscription; null for one that is not, or no longer, ours.</summary>
    public async Task<(ConnectionKey Key, StoredSubscription Stored)?> FindAsync(string id, CancellationToken cancellationToken) =>
        await rows.FindAsync(DueConnections.PartitionKey, PlaceOf(id), cancellationToken) is { } place
        && StoredJson.Read<Place>(place.Data).Key is { } key
        && await FindAsync(key, cancellationToken) is { } stored && string.Equals(stored.Subscription.Id, id, StringComparison.Ordinal)
            ? (key, stored)
            : null;

    /// <summary>False where it is no longer what was read; the new one is then unknown.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="before">Null where there was none.</param>
    /// <param name="after">What takes its place.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> SaveAsync(ConnectionKey key, StoredSubscription? before, Subscription after, CancellationToken cancellationToken)
    {
        var isOther = !string.Equals(before?.Subscription.Id, after.Id, StringComparison.Ordinal);
        if (isOther)
        {
            await AddPlaceAsync(key, after, cancellationToken);
        }

        var data = StoredJson.Write(after);
        var saved = before is null
            ? await rows.InsertAsync(key.Partition.Key, RowOf(key), data, cancellationToken)
            : await rows.ReplaceAsync(key.Partition.Key, before.Row, data, cancellationToken);
        if (isOther && (saved is null ? after.Id : before?.Subscription.Id) is { } lost)
        {
            await ForgetAsync(lost, cancellationToken);
        }

        return saved is not null;
    }

    /// <summary>Where somebody has replaced it since, theirs stays.</summary>
    public async Task RemoveAsync(ConnectionKey key, StoredSubscription stored, CancellationToken cancellationToken)
    {
        if (await rows.DeleteAsync(key.Partition.Key, stored.Row, cancellationToken))
        {
            await ForgetAsync(stored.Subscription.Id, cancellationToken);
        }
    }

    /// <summary>The way from a restored connection's subscription to it is in no backup.</summary>
    public async Task RestoredAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is { } stored)
        {
            await AddPlaceAsync(key, stored.Subscription, cancellationToken);
        }
    }

    private Task AddPlaceAsync(ConnectionKey key, Subscription subscription, CancellationToken cancellationToken) =>
        rows.InsertAsync(DueConnections.PartitionKey, PlaceOf(subscription.Id), StoredJson.Write(
            new Place(key.Tenant.Value, key.Owner.Value, key.Id)), cancellationToken);

    private async Task ForgetAsync(string id, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(DueConnections.PartitionKey, PlaceOf(id), cancellationToken) is { } place)
        {
            await rows.DeleteAsync(DueConnections.PartitionKey, place, cancellationToken);
        }
    }

    private static string RowOf(ConnectionKey key) => Connection.Kind.Key(key.Id + Suffix);

    /// <summary>The id comes from outside.</summary>
    private static string PlaceOf(string id) => SubscriptionStore.Kind.Key(RowKeys.Hash(id));

    private sealed record Place(string Tenant, string Member, string Connection)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public ConnectionKey? Key => TenantId.TryParse(Tenant, out var tenant) && MemberId.TryParse(Member, out var member)
            ? new ConnectionKey(tenant, member, Connection)
            : null;
    }
}
