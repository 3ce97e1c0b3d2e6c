using System.Runtime.CompilerServices;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Sync.Connections;

/// <summary>
/// Deletes what a connection has left that is gone: links, cursors, secrets and runs whose removal was given up, or that somebody wrote
/// while it went.
/// </summary>
public sealed class OrphanHousekeeping(ITable table, ExpiredRows expired) : IHousekeepingStep
{
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken) =>
        !partition.IsMember || await expired.DeleteAsync(partition, OrphansAsync(partition, cancellationToken), until, cancellationToken)
            ? DateTimeOffset.MaxValue
            : null;

    /// <summary>
    /// A connection is there before everything that belongs to it, and no id is given twice: so one that is not there when its rows are is
    /// gone.
    /// </summary>
    private async IAsyncEnumerable<StoredRow> OrphansAsync(
        Partition partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var kind in SyncRows.KindsOfConnection)
        {
            await foreach (var row in table.RangeAsync(partition.Key, kind.First, kind.After, cancellationToken))
            {
                var connection = RowKeys.NameOf(row.RowKey).Split('~', 2)[0];
                if (!known.TryGetValue(connection, out var isThere))
                {
                    known[connection] = isThere = await table.FindAsync(
                        partition.Key, Connection.Kind.Key(connection), cancellationToken) is not null;
                }

                if (!isThere)
                {
                    yield return row;
                }
            }
        }
    }
}
