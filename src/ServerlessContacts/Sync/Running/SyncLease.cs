using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// The right to work on a connection: a name and a time in the row of its state. Whoever takes it replaces the row, and with its entity tag every transaction of the one
/// before becomes impossible; so the time only spares two runs from hindering each other.
/// </summary>
internal static class SyncLease
{
    /// <summary>The state's row with the lease in it, or null while another holds it.</summary>
    public static async Task<StoredRow?> TryTakeAsync(PlainRows rows, ConnectionKey key, TimeProvider time, TimeSpan length, CancellationToken cancellationToken)
    {
        var rowKey = SyncState.Kind.Key(key.Id);
        var before = await rows.FindAsync(key.Partition.Key, rowKey, cancellationToken);
        var state = before is null ? new SyncState() : LinkJson.Read<SyncState>(before.Data);
        if (state.Holder is not null && state.Until > time.GetUtcNow())
        {
            return null;
        }

        var data = LinkJson.Write(state.TakenUp(time.GetUtcNow()) with { Holder = Guid.NewGuid().ToString("N"), Until = time.GetUtcNow() + length });
        return before is null
            ? await rows.InsertAsync(key.Partition.Key, rowKey, data, cancellationToken)
            : await rows.ReplaceAsync(key.Partition.Key, before, data, cancellationToken);
    }

    /// <summary>Gives it back unused. Where somebody has replaced the row since, there is nothing to give back.</summary>
    public static Task ReleaseAsync(PlainRows rows, ConnectionKey key, StoredRow lease, CancellationToken cancellationToken) =>
        rows.ReplaceAsync(key.Partition.Key, lease, LinkJson.Write(LinkJson.Read<SyncState>(lease.Data) with { Holder = null, Until = default }), cancellationToken);
}
