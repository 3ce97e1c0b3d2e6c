using Azure;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Store.Tables;

/// <summary>
/// Rows that are no part of any log: leases, records of work, marks. Each write is one transaction and recognises its own earlier success when its answer was
/// lost, by the data: writers that may meet put something of their own into it.
/// </summary>
public sealed class PlainRows(ITable table)
{
    /// <summary>After the client's own retries; each more is one more chance to learn what became of the write.</summary>
    private const int MostFailures = 2;

    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        table.FindAsync(partitionKey, rowKey, cancellationToken);

    /// <summary>The rows of a kind in key order.</summary>
    public IAsyncEnumerable<StoredRow> RowsAsync(string partitionKey, RowKind kind, CancellationToken cancellationToken) =>
        table.RangeAsync(partitionKey, kind.First, kind.After, cancellationToken);

    /// <summary>The row as it is now stored, or null where another with its key is there.</summary>
    public async Task<StoredRow?> InsertAsync(string partitionKey, string rowKey, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        await WriteAsync(partitionKey, RowWrite.Insert(rowKey, 0, data), cancellationToken);

    /// <summary>The row as it is now stored, or null where it is no longer what was read.</summary>
    public async Task<StoredRow?> ReplaceAsync(string partitionKey, StoredRow before, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        await WriteAsync(partitionKey, RowWrite.Replace(before.RowKey, before.ETag, 0, data), cancellationToken);

    /// <summary>Both rows or neither; false where one of them is there already. A repeat finds the first of them as it wrote it.</summary>
    public async Task<bool> InsertBothAsync(
        string partitionKey, (string Key, ReadOnlyMemory<byte> Data) one, (string Key, ReadOnlyMemory<byte> Data) other, CancellationToken cancellationToken)
    {
        var submitted = await SubmitAsync(partitionKey, [RowWrite.Insert(one.Key, 0, one.Data), RowWrite.Insert(other.Key, 0, other.Data)], cancellationToken);
        return submitted.IsStored || await FindOwnAsync(partitionKey, one.Key, one.Data, cancellationToken) is not null;
    }

    /// <summary>False where the row is no longer what was read.</summary>
    public async Task<bool> DeleteAsync(string partitionKey, StoredRow before, CancellationToken cancellationToken)
    {
        var submitted = await SubmitAsync(partitionKey, [RowWrite.Delete(before.RowKey, before.ETag)], cancellationToken);
        return submitted.IsStored || await FindAsync(partitionKey, before.RowKey, cancellationToken) is null;
    }

    /// <summary>Stores the row, whatever is there.</summary>
    public Task PutAsync(string partitionKey, string rowKey, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        SubmitAsync(partitionKey, [RowWrite.Put(rowKey, 0, data)], cancellationToken);

    private async Task<StoredRow?> WriteAsync(string partitionKey, RowWrite write, CancellationToken cancellationToken)
    {
        var submitted = await SubmitAsync(partitionKey, [write], cancellationToken);
        return submitted.IsStored
            ? new StoredRow(write.RowKey, submitted.ETags[0], 0, write.Data)
            : await FindOwnAsync(partitionKey, write.RowKey, write.Data, cancellationToken);
    }

    private async Task<StoredRow?> FindOwnAsync(string partitionKey, string rowKey, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        await FindAsync(partitionKey, rowKey, cancellationToken) is { } row && row.Data.Span.SequenceEqual(data.Span) ? row : null;

    private async Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            try
            {
                return await table.SubmitAsync(partitionKey, writes, cancellationToken);
            }
            catch (RequestFailedException failed) when (StorageFaults.IsPassing(failed) && failures++ < MostFailures)
            {
                // It may have taken effect all the same: the next try is then refused, and the row that is there is ours.
            }
        }
    }
}
