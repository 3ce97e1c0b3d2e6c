using ServerlessContacts.Access;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Export.Reading;

/// <summary>What the log tells of the time since a moment: how rows that have changed were before. Keys that are settled are forgotten.</summary>
internal sealed class ChangesSince(Journal journal, Partition partition, long sequence, long mostBytes)
{
    private readonly string kind = AccessScope.KindOf(partition).First;

    /// <summary>By row key, in key order; null where the row was not there.</summary>
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>?> before = new(StringComparer.Ordinal);

    private string settled = "";
    private long read = sequence;
    private long bytes;

    /// <summary>The rows from the last settled key to the one given, as they were at the moment.</summary>
    /// <param name="rows">As they were read just now, in key order.</param>
    /// <param name="last">Null: to the end.</param>
    public async Task<IReadOnlyList<RowThen>> SettleAsync(IReadOnlyList<StoredRow> rows, string? last, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        var then = rows.Where(row => !before.ContainsKey(row.RowKey)).Select(row => new RowThen(row.RowKey, row.Data)).ToList();
        var changed = before.TakeWhile(row => last is null || string.CompareOrdinal(row.Key, last) <= 0).ToList();
        foreach (var (key, data) in changed)
        {
            before.Remove(key);
            bytes -= data?.Length ?? 0;
            if (data is { } state)
            {
                then.Add(new RowThen(key, state));
            }
        }

        settled = last ?? settled;
        return changed.Count == 0 ? then : [.. then.OrderBy(row => row.RowKey, StringComparer.Ordinal)];
    }

    /// <summary>The first change of a row since the moment holds the row as it was then.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in journal.ChangesAsync(partition, read, cancellationToken))
        {
            read = change.Sequence;
            foreach (var row in change.Rows.Where(row => row.RowKey.StartsWith(kind, StringComparison.Ordinal)))
            {
                if (string.CompareOrdinal(row.RowKey, settled) > 0 && before.TryAdd(row.RowKey, row.Before))
                {
                    bytes += row.Before?.Length ?? 0;
                }
            }

            if (bytes > mostBytes)
            {
                throw new StoreBusyException(partition);
            }
        }
    }
}
