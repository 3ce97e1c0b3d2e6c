using ServerlessContacts.Directory.Members;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Erasure;

/// <summary>
/// Ends what a member has going on and deletes what others keep in memory of it: connections, contacts, stars, counts, and the entry in the directory. The log says that they are gone, and nothing
/// of what they were.
/// </summary>
public sealed class MemberEraser(Journal journal, RowCatalog catalog)
{
    /// <summary>
    /// Counts what will go with the partition, before anything is deleted: the end of a connection removes rows of its own beside the
    /// erasure.
    /// </summary>
    internal async Task CountAsync(Partition own, Tally tally, CancellationToken cancellationToken)
    {
        foreach (var kind in catalog.Kinds.Where(kind => kind.Trace is not null && kind.Partitions.Contains(PartitionKind.Member)))
        {
            await foreach (var row in journal.RowsAsync(own, kind, cancellationToken))
            {
                tally.Count(catalog.TraceOf(PartitionKind.Member, row.RowKey));
            }
        }
    }

    internal async Task EraseAsync(StoredErasure erasure, ErasedPerson person, CancellationToken cancellationToken)
    {
        if (person.Member is not { } member || erasure.Record.DryRun)
        {
            return;
        }

        foreach (var room in catalog.Rooms)
        {
            await room.Erasure.EndAsync(person.Tenant, member, erasure.Record.By, cancellationToken);
        }

        await EraseRowsAsync(erasure, person, cancellationToken);
        var entry = Partition.Directory(person.Tenant);
        await UntilStoredAsync(entry, async () => await journal.FindAsync(entry, MemberRecord.RowKey(member), cancellationToken) is not { } row
            || await IsStoredAsync(erasure, entry, [row], cancellationToken));
    }

    /// <summary>Also at the end, as for contacts; then the entry is left alone, which only a new token can have made.</summary>
    internal async Task EraseRowsAsync(StoredErasure erasure, ErasedPerson person, CancellationToken cancellationToken)
    {
        if (person.Own is not { } own || erasure.Record.DryRun)
        {
            return;
        }

        foreach (var kind in catalog.Kinds.Where(kind => kind.Departure != RowDeparture.WithPartition).OrderBy(kind => kind.Departure))
        {
            await UntilStoredAsync(own, () => HasErasedAsync(erasure, own, kind, cancellationToken));
        }
    }

    /// <summary>False where a row has changed since it was read.</summary>
    private async Task<bool> HasErasedAsync(StoredErasure erasure, Partition own, RowKind kind, CancellationToken cancellationToken)
    {
        await foreach (var some in journal.RowsAsync(own, kind, cancellationToken).Chunk(StoreLimits.EditsPerTransaction))
        {
            if (!await IsStoredAsync(erasure, own, some, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> IsStoredAsync(StoredErasure erasure, Partition partition, StoredRow[] rows, CancellationToken cancellationToken)
    {
        var operation = Operation.New(erasure.Record.By) with { Source = $"erasure:{erasure.Record.Id}" };
        return (await journal.CommitAsync(partition, operation, [.. rows.Select(row => new Edit(row.RowKey, row, null) { IsErasure = true })], cancellationToken)).IsStored;
    }

    private static async Task UntilStoredAsync(Partition partition, Func<Task<bool>> isStored)
    {
        for (var retry = Retry.OnConflict(partition); !await isStored(); retry.Again())
        {
        }
    }
}
