using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Sync.Connections;

/// <summary>How many connections a member, and all members of a tenant, may have.</summary>
public sealed class ConnectionQuota(
    ITable table, KeptThings kept, ConnectionStore connections, Limits limits, TimeProvider time) : IHousekeepingStep
{
    private const string Kind = "connection";

    private readonly ExpiredRows expired = new(table, time);

    /// <summary>Takes a place for a new connection.</summary>
    /// <returns>Null where there is one; else how many there may be.</returns>
    public async Task<int?> TryTakeAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var most = await kept.TryTakeAsync(ThingOf(key), limits.ConnectionsOfMember, limits.ConnectionsOfTenant, cancellationToken);
        if (most is not null)
        {
            LimitTelemetry.Limited("connections");
        }

        return most;
    }

    public Task ReleaseAsync(ConnectionKey key, CancellationToken cancellationToken) => kept.ReleaseAsync(ThingOf(key), cancellationToken);

    /// <summary>Takes away the places of connections that are gone.</summary>
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (partition != Partition.Requests(partition.Tenant))
        {
            return DateTimeOffset.MaxValue;
        }

        var gone = kept.AllAsync(partition.Tenant, Kind, cancellationToken)
            .Where(async (place, stop) => await connections.FindAsync(KeyOf(place.Thing), stop) is null)
            .Select(place => place.Row);
        return await expired.DeleteAsync(partition, gone, until, cancellationToken) ? DateTimeOffset.MaxValue : null;
    }

    private static ConnectionKey KeyOf(KeptThing thing) => new(thing.Tenant, thing.Member, thing.Name);

    private static KeptThing ThingOf(ConnectionKey key) => new(key.Tenant, Kind, key.Owner, key.Id);
}
