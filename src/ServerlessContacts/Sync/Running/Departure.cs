using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Ends a deleted connection: where its owner said so, the contacts that it had brought in are deleted (and can be restored like all others); nothing is touched at the provider.
/// </summary>
public sealed class Departure(Journal journal, ContactStore contacts, ITable table, TimeProvider time)
{
    private static readonly char[] Kinds = [RowKeys.Link, RowKeys.RemoteId, RowKeys.Removal, RowKeys.SeenPage, RowKeys.Parked, RowKeys.SyncRun, RowKeys.Review, RowKeys.GroupName];

    public async Task RunAsync(StoredConnection connection, StoredRow lease, CancellationToken cancellationToken)
    {
        var key = connection.Key;
        if (connection.Connection.Deleting == RemainingContacts.Remove)
        {
            await RemoveContactsAsync(key, cancellationToken);
        }

        foreach (var kind in Kinds)
        {
            await foreach (var some in RowsAsync(key, kind, cancellationToken).Chunk(StoreLimits.EditsPerTransaction))
            {
                await CommitAsync(key, [.. some.Select(row => new Edit(row.RowKey, row, null) { IsLogged = false })], cancellationToken);
            }
        }

        await CommitAsync(key, [.. ConnectionStore.Remove(connection), new Edit(lease.RowKey, lease, null) { IsLogged = false }], cancellationToken);
    }

    private async Task RemoveContactsAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var links = new Links.Links(new OwnerRows(journal, key.Partition), new LinkKeys(key.Id));
        await foreach (var stored in links.AllAsync(cancellationToken))
        {
            if (stored.Link is { Born: Side.There } link && await contacts.FindAsync(key.Tenant, ContactId.Personal(key.Owner, link.Contact), cancellationToken) is { } contact)
            {
                await CommitAsync(key, ContactEdits.Delete(contact, time.GetUtcNow()), cancellationToken);
            }
        }
    }

    /// <summary>A row that somebody changed meanwhile is met again: the message comes back.</summary>
    private async Task CommitAsync(ConnectionKey key, IReadOnlyList<Edit> edits, CancellationToken cancellationToken)
    {
        if (!(await journal.CommitAsync(key.Partition, Operation.New($"connection:{key.Id}"), edits, cancellationToken)).IsStored)
        {
            throw new SyncLeaseLostException();
        }
    }

    private IAsyncEnumerable<StoredRow> RowsAsync(ConnectionKey key, char kind, CancellationToken cancellationToken) =>
        table.RangeAsync(key.Partition.Key, RowKeys.Of(kind, $"{key.Id}~"), RowKeys.Of(kind, $"{key.Id}~~"), cancellationToken);
}
