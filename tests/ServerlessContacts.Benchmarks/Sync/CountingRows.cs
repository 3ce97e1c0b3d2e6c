using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>Counts the rows that are asked for, read or written, and remembers how long those were that were written.</summary>
internal sealed class CountingRows(ITable inner) : ITable
{
    private readonly ConcurrentQueue<IReadOnlyList<int>> written = new();
    private int touched;

    public int Touched => Volatile.Read(ref touched);

    /// <summary>The transactions since the last time, by the bytes of their rows.</summary>
    public IReadOnlyList<IReadOnlyList<int>> TakeWritten()
    {
        var taken = new List<IReadOnlyList<int>>();
        while (written.TryDequeue(out var transaction))
        {
            taken.Add(transaction);
        }

        return taken;
    }

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
        written.Enqueue([.. rows.Select(row => row.Data.Length)]);
        return inner.SubmitAsync(partitionKey, rows, cancellationToken);
    }
}
