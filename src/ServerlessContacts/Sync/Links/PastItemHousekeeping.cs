using System.Runtime.CompilerServices;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Sync.Links;

/// <summary>Forgets what was known of accounts that are connected no more, as the log does. Marks of erased persons stay.</summary>
public sealed class PastItemHousekeeping(ITable table, ExpiredRows expired, Retentions retentions, TimeProvider time) : IHousekeepingStep
{
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var oldest = new Oldest();
        var isDone = !partition.IsMember
            || await expired.DeleteAsync(partition, ExpiredAsync(partition, oldest, cancellationToken), until, cancellationToken);
        return !isDone ? null : oldest.At is { } at ? at + retentions.LogRetention : DateTimeOffset.MaxValue;
    }

    private async IAsyncEnumerable<StoredRow> ExpiredAsync(
        Partition partition, Oldest oldest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - retentions.LogRetention;
        var groups = RowsAsync(partition, PastGroup.Kind, cancellationToken);
        await foreach (var row in groups.Concat(RowsAsync(partition, PastItem.Kind, cancellationToken)))
        {
            if (EndOf(row) is not { } at)
            {
                continue;
            }

            if (at < before)
            {
                yield return row;
            }
            else
            {
                oldest.Saw(at);
            }
        }
    }

    private IAsyncEnumerable<StoredRow> RowsAsync(Partition partition, RowKind kind, CancellationToken cancellationToken) =>
        table.RangeAsync(partition.Key, kind.First, kind.After, cancellationToken);

    /// <summary>Null for what stays: marks and, as long as there may be any, the small list of an account's connections.</summary>
    private static DateTimeOffset? EndOf(StoredRow row) =>
        PastGroup.Kind.Holds(row.RowKey) ? LinkJson.Read<PastGroup>(row.Data).At
        : row.RowKey.LastIndexOf('~') > 1 && LinkJson.Read<PastItem>(row.Data) is { IsErased: false } past ? past.At
        : null;

    private sealed class Oldest
    {
        public DateTimeOffset? At { get; private set; }

        public void Saw(DateTimeOffset at) => At = at > At ? At : at;
    }
}
