using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>Counts the entities and bytes that go into the partitions of contacts.</summary>
internal sealed class CountingTable(ITable inner) : ITable
{
    private long bytes;
    private long entities;

    public int BytesPerEntity => (int)(Interlocked.Read(ref bytes) / Math.Max(1, Interlocked.Read(ref entities)));

    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.FindAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
        inner.RangeAsync(partitionKey, from, to, cancellationToken);

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken)
    {
        if (partitionKey.Contains("~s", StringComparison.Ordinal))
        {
            Interlocked.Add(ref bytes, rows.Sum(row => row.Data.Length));
            Interlocked.Add(ref entities, rows.Count);
        }

        return inner.SubmitAsync(partitionKey, rows, cancellationToken);
    }
}
