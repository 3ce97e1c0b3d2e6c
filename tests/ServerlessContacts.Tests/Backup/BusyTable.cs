using System.Runtime.CompilerServices;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Backup;

/// <summary>A table in which others write whenever somebody reads: before each row and each point read, as often as they like.</summary>
internal sealed class BusyTable(ITable inner, Func<Task> others) : ITable
{
    private readonly SemaphoreSlim writing = new(1, 1);

    public async Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        await WriteAsync();
        return await inner.FindAsync(partitionKey, rowKey, cancellationToken);
    }

    public async IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in inner.RangeAsync(partitionKey, from, to, cancellationToken))
        {
            await WriteAsync();
            yield return row;
        }
    }

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) => inner.SubmitAsync(partitionKey, rows, cancellationToken);

    private async Task WriteAsync()
    {
        await writing.WaitAsync();
        try
        {
            await others();
        }
        finally
        {
            writing.Release();
        }
    }
}
