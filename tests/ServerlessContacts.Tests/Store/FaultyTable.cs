using System.Runtime.CompilerServices;
using Azure;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

public enum Fault
{
    None,

    /// <summary>The request never arrives.</summary>
    Before,

    /// <summary>The request takes effect and its answer is lost.</summary>
    After,

    /// <summary>As <see cref="After"/>, and the process ends: nothing retries.</summary>
    Crash,
}

/// <summary>A table whose calls fail as the script says: asked before each transaction, and before each read when <see cref="FailReads"/>.</summary>
public sealed class FaultyTable(ITable inner, Func<Fault> next) : ITable
{
    public bool FailReads { get; init; }

    public async Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        ThrowOnRead();
        return await inner.FindAsync(partitionKey, rowKey, cancellationToken);
    }

    public async IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowOnRead();
        await foreach (var row in inner.RangeAsync(partitionKey, from, to, cancellationToken))
        {
            yield return row;
        }
    }

    public async Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken)
    {
        var fault = next();
        if (fault == Fault.Before)
        {
            throw new RequestFailedException(503, "ServerBusy");
        }

        var submitted = await inner.SubmitAsync(partitionKey, rows, cancellationToken);
        return fault switch
        {
            Fault.After => throw new RequestFailedException(0, "The connection was closed."),
            Fault.Crash => throw new CrashException(),
            _ => submitted,
        };
    }

    private void ThrowOnRead()
    {
        if (FailReads && next() is not Fault.None)
        {
            throw new RequestFailedException(503, "ServerBusy");
        }
    }
}

/// <summary>Stands for the end of the process: production code does not know it, so nothing catches it.</summary>
public sealed class CrashException : Exception;
