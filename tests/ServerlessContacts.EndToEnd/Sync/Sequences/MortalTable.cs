using System.Diagnostics;
using System.Runtime.CompilerServices;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>A table whose calls are counted, and at one of which this process ends without another word.</summary>
internal sealed class MortalTable(ITable table) : ITable
{
    private TableKill? kill;
    private int calls;

    /// <summary>Counts anew.</summary>
    public void Arm(TableKill? next) => (kill, calls) = (next, 0);

    public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        CallAsync(() => table.FindAsync(partitionKey, rowKey, cancellationToken));

    public async IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await CallAsync(() => table.RangeAsync(partitionKey, from, to, cancellationToken).ToListAsync(cancellationToken).AsTask()))
        {
            yield return row;
        }
    }

    public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) =>
        CallAsync(() => table.SubmitAsync(partitionKey, rows, cancellationToken));

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var isLast = kill is not null && ++calls == kill.Call;
        if (isLast && !kill!.IsAfter)
        {
            await DieAsync();
        }

        var answer = await call();
        if (isLast)
        {
            await DieAsync();
        }

        return answer;
    }

    /// <summary>The signal takes a moment to arrive, in which nothing more may be done.</summary>
    private static async Task DieAsync()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        await Task.Delay(Timeout.Infinite);
    }
}
