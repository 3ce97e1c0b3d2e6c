using System.Runtime.CompilerServices;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>Counts the rows that are asked for, read or written.</summary>
internal sealed class CountingRows(ITable inner) : ITable
{
    private int touched;

    public int Touched => Volatile.Read(ref touched);

    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref touched);
        return inner.FindAsync(partitionKey, rowKey, cancellationToken);
    }

    public async IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in inner.RangeAsync(partitionKey, from, to, cancellationToken))
        {
            Interlocked.Increment(ref touched);
            yield return row;
        }
    }

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref touched, rows.Count);
        return inner.SubmitAsync(partitionKey, rows, cancellationToken);
    }
}
