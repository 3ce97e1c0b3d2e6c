using Azure;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Sync.SignIn;

/// <summary>A table that refuses every write.</summary>
internal sealed class FailingWrites(ITable table) : ITable
{
    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => table.FindAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
        table.RangeAsync(partitionKey, from, to, cancellationToken);

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) =>
        throw new RequestFailedException(403, "Writes are refused.");
}

/// <summary>A table in which somebody else does something right after one row was read for the first time.</summary>
internal sealed class ReplacingReads(ITable table, string rowKey, Func<Task> afterwards) : ITable
{
    private int reads;

    public async Task<StoredRow?> FindAsync(string partitionKey, string row, CancellationToken cancellationToken)
    {
        var found = await table.FindAsync(partitionKey, row, cancellationToken);
        if (row == rowKey && Interlocked.Increment(ref reads) == 1)
        {
            await afterwards();
        }

        return found;
    }

    public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
        table.RangeAsync(partitionKey, from, to, cancellationToken);

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) =>
        table.SubmitAsync(partitionKey, rows, cancellationToken);
}
