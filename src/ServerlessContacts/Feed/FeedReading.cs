using System.Collections.Immutable;
using ServerlessContacts.Access;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Feed;

/// <summary>Fills one page: the rest of the first reading, then the logs by turns.</summary>
internal sealed class FeedReading(Journal journal, AccessScope scope, int limit)
{
    private readonly ImmutableArray<Partition> partitions = [.. scope.Partitions];
    private readonly List<FeedItem> items = [];

    private bool IsFull => items.Count >= limit;

    public async Task<FeedPage> ReadAsync(FeedToken token, CancellationToken cancellationToken)
    {
        while (token.Scan is { } scan && !IsFull)
        {
            token = token with { Scan = await ScanAsync(scan, cancellationToken) };
        }

        var more = token.Scan is not null;
        for (var turn = 0; turn < partitions.Length && !IsFull && !more; turn++)
        {
            var partition = partitions[(token.Turn + turn) % partitions.Length];
            var position = await FollowAsync(partition, token.Of(partition), cancellationToken);
            token = token with { Positions = token.Positions.SetItem(partition.Place, position) };
        }

        return new FeedPage(items, token with { Turn = (token.Turn + 1) % partitions.Length }, more || IsFull);
    }

    /// <summary>Reads on in the scan's partition; the answer is where to go on, null at the very end.</summary>
    private async Task<FeedScan?> ScanAsync(FeedScan scan, CancellationToken cancellationToken)
    {
        var index = partitions.IndexOf(partitions.FirstOrDefault(partition => partition.Place == scan.Place));
        if (index < 0)
        {
            return null;
        }

        var partition = partitions[index];
        var kind = AccessScope.KindOf(partition);
        var from = scan.After is null ? null : RowKeys.Next(scan.After);
        await foreach (var row in journal.RowsAsync(partition, kind, cancellationToken, from))
        {
            items.Add(FeedRows.Item(partition, row));
            if (IsFull)
            {
                return scan with { After = RowKeys.NameOf(row.RowKey) };
            }
        }

        return index + 1 < partitions.Length ? new FeedScan(partitions[index + 1].Place, null) : null;
    }

    private async Task<FeedPosition> FollowAsync(Partition partition, FeedPosition position, CancellationToken cancellationToken)
    {
        await foreach (var change in journal.ChangesAsync(partition, position.Sequence, cancellationToken))
        {
            var contacts = FeedRows.Items(partition, change).Skip(position.Within).ToList();
            var taken = Math.Min(contacts.Count, limit - items.Count);
            items.AddRange(contacts.Take(taken));
            if (taken < contacts.Count)
            {
                return position with { Within = position.Within + taken };
            }

            position = new FeedPosition(change.Sequence, 0);
            if (IsFull)
            {
                return position;
            }
        }

        return position;
    }
}
