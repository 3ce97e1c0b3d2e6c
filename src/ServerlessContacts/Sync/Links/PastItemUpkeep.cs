using System.Runtime.CompilerServices;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Sync.Links;

/// <summary>Forgets what was known of accounts that are connected no more, as the log does. Marks of erased persons stay.</summary>
public sealed class PastItemUpkeep(ITable table, ExpiredRows expired, Retentions retentions, TimeProvider time) : IUpkeepStep
{
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var oldest = new Oldest();
        var isDone = !partition.IsMember || await expired.DeleteAsync(partition, ExpiredAsync(partition, oldest, cancellationToken), until, cancellationToken);
        return !isDone ? null : oldest.At is { } at ? at + retentions.LogRetention : DateTimeOffset.MaxValue;
    }

    private async IAsyncEnumerable<StoredRow> ExpiredAsync(Partition partition, Oldest oldest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - retentions.LogRetention;
        await foreach (var row in table.RangeAsync(partition.Key, RowKeys.First(RowKeys.PastItem), RowKeys.After(RowKeys.PastItem), cancellationToken))
        {
            // The list of an account's connections is small, and needed as long as there may be marks.
            if (row.RowKey.LastIndexOf('~') == 1 || LinkJson.Read<PastItem>(row.Data) is not { IsErased: false, At: var at })
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

    private sealed class Oldest
    {
        public DateTimeOffset? At { get; private set; }

        public void Saw(DateTimeOffset at) => At = at > At ? At : at;
    }
}
