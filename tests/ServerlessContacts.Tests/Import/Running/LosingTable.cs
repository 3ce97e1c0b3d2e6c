using System.Collections.Concurrent;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Import.Running;

/// <summary>Each partition loses every n-th answer, so that no write loses all of its tries.</summary>
public sealed class LosingTable(ITable inner, int every, Fault fault) : ITable
{
    private readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);

    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        inner.FindAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
        inner.RangeAsync(partitionKey, from, to, cancellationToken);

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken)
    {
        var isLost = calls.AddOrUpdate(partitionKey, 1, (_, count) => count + 1) % every == 0;
        return new FaultyTable(inner, () => isLost ? fault : Fault.None).SubmitAsync(partitionKey, rows, cancellationToken);
    }
}
