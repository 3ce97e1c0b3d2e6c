using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

/// <summary>
/// The in-memory twin of a table, strict where Table Storage is: one partition and 100 rows a transaction, 4 MiB, 1 MiB a row, each row once,
/// ordinal key order, forbidden key characters, entity tags, pages that end early. The contract tests hold it and Azurite to the same behaviour.
/// </summary>
public sealed class MemoryTable : ITable, IPartitionKeys
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<(string Partition, string Row), StoredRow> rows = new(KeyOrder.Instance);
    private long version;

    public int Transactions { get; private set; }

    public int PointReads { get; private set; }

    public int RowsRead { get; private set; }

    /// <summary>Ranges that were read, whatever was in them.</summary>
    public int Queries { get; private set; }

    public int RowsWritten { get; private set; }

    /// <summary>All rows, for tests that look behind the store.</summary>
    public IReadOnlyList<(string Partition, StoredRow Row)> Dump()
    {
        lock (gate)
        {
            return [.. rows.Select(row => (row.Key.Partition, row.Value))];
        }
    }

    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            PointReads++;
            return Task.FromResult(rows.GetValueOrDefault((Key(partitionKey), Key(rowKey))));
        }
    }

    public async IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Page = 7;
        lock (gate)
        {
            Queries++;
        }

        Key(from);
        Key(to);
        for (string? next = from; next is not null;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<StoredRow> page;
            lock (gate)
            {
                page = [.. rows.Where(row => InRange(row.Key, partitionKey, next, to)).Take(Page).Select(row => row.Value)];
                RowsRead += page.Count;
            }

            foreach (var row in page)
            {
                yield return row;
            }

            next = page.Count == Page ? page[^1].RowKey + '\0' : null;
            await Task.Yield();
        }
    }

    public Task<string?> NextAsync(string after, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(rows.Keys.Select(key => key.Partition).FirstOrDefault(key => string.CompareOrdinal(key, after) > 0));
        }
    }

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        Check(partitionKey, writes);
        lock (gate)
        {
            for (var index = 0; index < writes.Count; index++)
            {
                if (!Holds(partitionKey, writes[index]))
                {
                    return Task.FromResult(Submitted.Lost(index));
                }
            }

            Transactions++;
            RowsWritten += writes.Count;
            return Task.FromResult(Submitted.Stored([.. writes.Select(write => Apply(partitionKey, write))]));
        }
    }

    private bool Holds(string partitionKey, RowWrite write)
    {
        var there = rows.GetValueOrDefault((partitionKey, write.RowKey));
        return write.Action == RowAction.Put
            || (write.Action == RowAction.Insert ? there is null : there is not null && (there.ETag == write.ETag || write.ETag == ETag.All));
    }

    private ETag Apply(string partitionKey, RowWrite write)
    {
        if (write.Action == RowAction.Delete)
        {
            rows.Remove((partitionKey, write.RowKey));
            return default;
        }

        var etag = new ETag(string.Create(CultureInfo.InvariantCulture, $"W/\"{++version}\""));
        rows[(partitionKey, write.RowKey)] = new StoredRow(write.RowKey, etag, write.Sequence, write.Data.ToArray());
        return etag;
    }

    private static void Check(string partitionKey, IReadOnlyList<RowWrite> writes)
    {
        Key(StoreLimits.RequireKey(partitionKey));
        var keys = writes.Select(write => Key(StoreLimits.RequireKey(write.RowKey))).ToHashSet(StringComparer.Ordinal);
        if (writes.Count is 0 or > StoreLimits.EntitiesPerTransaction)
        {
            throw new ArgumentException("A transaction has 1 to 100 rows.", nameof(writes));
        }

        if (keys.Count != writes.Count)
        {
            throw new RequestFailedException(400, "InvalidInput: a transaction has each row once.");
        }

        if (writes.Any(write => write.Data.Length > StoreLimits.BytesPerEntity) || writes.Sum(WireBytes) > StoreLimits.BytesPerTransaction)
        {
            throw new RequestFailedException(413, "RequestBodyTooLarge");
        }
    }

    private static long WireBytes(RowWrite write) => (write.Data.Length / 3 * 4) + 700 + (write.RowKey.Length * 2);

    private static string Key(string key) =>
        key.Length <= 512 && key.All(c => c is not ('/' or '\\' or '#' or '?') && !char.IsControl(c))
            ? key
            : throw new RequestFailedException(400, $"OutOfRangeInput: {key}");

    private static bool InRange((string Partition, string Row) key, string partition, string from, string to) =>
        string.Equals(key.Partition, partition, StringComparison.Ordinal)
        && string.CompareOrdinal(key.Row, from) >= 0 && string.CompareOrdinal(key.Row, to) < 0;

    private sealed class KeyOrder : IComparer<(string Partition, string Row)>
    {
        public static readonly KeyOrder Instance = new();

        public int Compare((string Partition, string Row) x, (string Partition, string Row) y) =>
            string.CompareOrdinal(x.Partition, y.Partition) is var order and not 0 ? order : string.CompareOrdinal(x.Row, y.Row);
    }
}
