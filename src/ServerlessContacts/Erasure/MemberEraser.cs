using ServerlessContacts.Access;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Erasure;

/// <summary>
/// Ends what a member has going on and deletes what others keep in memory of it: connections, contacts, stars, counts, and the entry in the directory. The log says that they are gone, and nothing
/// of what they were. Nothing is touched at providers but the subscriptions, which would have them call for nobody.
/// </summary>
public sealed class MemberEraser(Journal journal, Connections connections)
{
    internal async Task EraseAsync(StoredErasure erasure, ErasureSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Member is not { } member || erasure.Record.DryRun)
        {
            return;
        }

        foreach (var connection in await connections.AllAsync(subject.Tenant, member, cancellationToken))
        {
            await connections.DeleteAsync(connection.Key, RemainingContacts.Keep, null, erasure.Record.By, cancellationToken);
        }

        await EraseRowsAsync(erasure, subject, cancellationToken);
        var entry = Partition.Directory(subject.Tenant);
        await UntilStoredAsync(entry, async () => await journal.FindAsync(entry, MemberRecord.RowKey(member), cancellationToken) is not { } row
            || await IsStoredAsync(erasure, entry, [row], cancellationToken));
    }

    /// <summary>Also at the end, as for contacts; then the entry is left alone, which only a new token can have made.</summary>
    internal async Task EraseRowsAsync(StoredErasure erasure, ErasureSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Own is not { } own || erasure.Record.DryRun)
        {
            return;
        }

        foreach (var kind in MemberRows.Followed)
        {
            await UntilStoredAsync(own, () => HasErasedAsync(erasure, own, kind, cancellationToken));
        }
    }

    /// <summary>False where a row has changed since it was read.</summary>
    private async Task<bool> HasErasedAsync(StoredErasure erasure, Partition own, char kind, CancellationToken cancellationToken)
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
