using System.Runtime.CompilerServices;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
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
/// <param name="named">The contacts that are wanted, where they are known; others may be among the rows. Null for all.</param>
/// <exception cref="LogGapException">The log no longer reaches back to the moment.</exception>
/// <exception cref="StoreBusyException">More has changed since than is kept in mind.</exception>
internal sealed class PartitionMoment(Journal journal, Partition partition, long sequence, IReadOnlyList<ContactId>? named)
{
    /// <summary>More than these are found sooner page by page: reading one costs about as much as twenty in a page.</summary>
    private const int MaxNamed = 500;

    /// <summary>Rows that are asked for at once.</summary>
    private const int AtOnce = 16;

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
        await foreach (var row in NowAsync(cancellationToken))
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

    private IAsyncEnumerable<StoredRow> NowAsync(CancellationToken cancellationToken) => named is { Count: <= MaxNamed }
        ? NamedAsync(named, cancellationToken)
        : journal.RowsAsync(partition, AccessScope.KindOf(partition), cancellationToken);

    private async IAsyncEnumerable<StoredRow> NamedAsync(
        IReadOnlyList<ContactId> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = wanted.Select(id => AccessScope.KindOf(partition).Key(id.Unique)).Order(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(AtOnce))
        {
            foreach (var row in await Task.WhenAll(some.Select(key => journal.FindAsync(partition, key, cancellationToken))))
            {
                if (row is not null)
                {
                    yield return row;
                }
            }
        }
    }
}
