using System.Runtime.CompilerServices;
using ServerlessContacts.Access;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Export.Reading;

/// <summary>The state of a row at a moment.</summary>
internal readonly record struct RowThen(string RowKey, ReadOnlyMemory<byte> Data);

/// <summary>
/// The entries of a partition as they were at a sequence, in key order, however much is written meanwhile and however often they are read. Rows are read as they
/// are now, step by step; after each step the log tells which of them have changed since, and how they were before. So nothing is missed, doubled or half.
/// </summary>
/// <exception cref="LogGapException">The log no longer reaches back to the moment.</exception>
/// <exception cref="StoreBusyException">More has changed since than is kept in mind.</exception>
internal sealed class PartitionMoment(Journal journal, Partition partition, long sequence)
{
    /// <summary>A page of Table Storage.</summary>
    private const int MostRows = 1000;

    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>What an import of some 50,000 contacts overwrites.</summary>
    private const long MostBytesBefore = 64 * 1024 * 1024;

    public async IAsyncEnumerable<RowThen> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var past = new ChangesSince(journal, partition, sequence, MostBytesBefore);
        var step = new List<StoredRow>();
        var bytes = 0;
        await foreach (var row in journal.RowsAsync(partition, AccessScope.KindOf(partition), cancellationToken))
        {
            step.Add(row);
            bytes += row.Data.Length;
            if (step.Count == MostRows || bytes > MostBytes)
            {
                foreach (var then in await past.SettleAsync(step, row.RowKey, cancellationToken))
                {
                    yield return then;
                }

                step.Clear();
                bytes = 0;
            }
        }

        foreach (var then in await past.SettleAsync(step, null, cancellationToken))
        {
            yield return then;
        }
    }
}
