using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Import;

/// <summary>Each transaction takes its time, so that the budget of a run is used up by what it writes.</summary>
public sealed class TickingTable(ITable inner, ManualTime time) : ITable
{
    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.FindAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
        inner.RangeAsync(partitionKey, from, to, cancellationToken);

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken)
    {
        time.Advance(TimeSpan.FromMilliseconds(1));
        return inner.SubmitAsync(partitionKey, rows, cancellationToken);
    }
}
