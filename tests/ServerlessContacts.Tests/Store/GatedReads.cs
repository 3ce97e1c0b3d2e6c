using System.Runtime.CompilerServices;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

/// <summary>Reads of ranges wait for the gate, and fail where it fails.</summary>
public sealed class GatedReads(ITable inner) : ITable
{
    private int waiting;

    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task UntilWaitingAsync()
    {
        while (Volatile.Read(ref waiting) == 0)
        {
            await Task.Delay(1);
        }
    }

    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        inner.FindAsync(partitionKey, rowKey, cancellationToken);

    public async IAsyncEnumerable<StoredRow> RangeAsync(
        string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref waiting);
        await Gate;
        Interlocked.Decrement(ref waiting);
        await foreach (var row in inner.RangeAsync(partitionKey, from, to, cancellationToken))
        {
            yield return row;
        }
    }

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken) =>
        inner.SubmitAsync(partitionKey, writes, cancellationToken);
}
