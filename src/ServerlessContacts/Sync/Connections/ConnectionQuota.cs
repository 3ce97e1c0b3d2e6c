using ServerlessContacts.Access;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Sync.Connections;

/// <summary>How many connections a member, and all members of a tenant, may have.</summary>
public sealed class ConnectionQuota(ITable table, KeptThings kept, ConnectionStore connections, Limits limits, TimeProvider time) : IUpkeepStep
{
    private const string Kind = "connection";

    private readonly ExpiredRows expired = new(table, time);

    /// <summary>Takes a place for a new connection.</summary>
    /// <returns>Null where there is one; else how many there may be.</returns>
    public async Task<int?> TryTakeAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var most = await MostAsync(key, cancellationToken);
        if (most is not null)
        {
            AccessTelemetry.Limited("connections");
        }

        return most;
    }

    public Task ReleaseAsync(ConnectionKey key, CancellationToken cancellationToken) => kept.ReleaseAsync(key.Tenant, Kind, key.Id, cancellationToken);

    /// <summary>Takes away the places of connections that are gone.</summary>
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (partition != Partition.Requests(partition.Tenant))
        {
            return DateTimeOffset.MaxValue;
        }

        var gone = kept.AllAsync(partition.Tenant, Kind, cancellationToken).Where(async (row, stop) => await connections.FindAsync(KeyOf(partition, row), stop) is null);
        return await expired.DeleteAsync(partition, gone, until, cancellationToken) ? DateTimeOffset.MaxValue : null;
    }

    private async Task<int?> MostAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        if (await connections.AllAsync(key.Tenant, key.Owner, cancellationToken).CountAsync(cancellationToken) >= limits.ConnectionsOfMember)
        {
            return limits.ConnectionsOfMember;
        }

        var owner = SyncJson.Write(key.Owner.Value);
        return await kept.TryTakeAsync(key.Tenant, Kind, key.Id, owner, limits.ConnectionsOfTenant, cancellationToken) ? null : limits.ConnectionsOfTenant;
    }

    private static ConnectionKey KeyOf(Partition partition, StoredRow row) =>
        new(partition.Tenant, new Contacts.MemberId(SyncJson.Read<string>(row.Data)), row.RowKey[(row.RowKey.LastIndexOf('~') + 1)..]);
}
