using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

/// <summary>A table that keeps transactions waiting, and counts them.</summary>
public sealed class HeldTable(ITable inner, Task free) : ITable
{
    private int submits;

    public int Submits => submits;

    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        inner.FindAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
        inner.RangeAsync(partitionKey, from, to, cancellationToken);

    public async Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref submits);
        await free;
        return await inner.SubmitAsync(partitionKey, rows, cancellationToken);
    }
}
