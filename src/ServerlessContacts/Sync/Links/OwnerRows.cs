using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Sync.Links;

/// <summary>
/// The rows of an owner's partition, for the one who works on a connection. While everything is listed, most of what an item asks for is not there: once
/// <see cref="LookThroughAsync"/> has seen what is, the rest is not asked for. What others add after that is not known; whoever believes that a row is absent inserts
/// it, and the store refuses that where it is there after all.
/// </summary>
public sealed class OwnerRows(Journal journal, Partition partition)
{
    private static readonly RowKind[] Kinds = [StoredContact.Kind, StoredContact.DeletedKind, Link.Kind, LinkKeys.RemoteKind, Removal.Kind, Parked.Kind, PastItem.Kind];

    /// <summary>Of the keys. Where two have the same, a row is asked for that is not there.</summary>
    private HashSet<int>? hashes;

    public Task<StoredRow?> FindAsync(string rowKey, CancellationToken cancellationToken) =>
        MayBe(rowKey) ? journal.FindAsync(partition, rowKey, cancellationToken) : Task.FromResult<StoredRow?>(null);

    /// <summary>False where the row is not there as far as is known.</summary>
    public bool MayBe(string rowKey) => hashes is null || hashes.Contains(HashOf(rowKey));

    public IAsyncEnumerable<StoredRow> RangeAsync(RowKind kind, string from, string to, CancellationToken cancellationToken) =>
        journal.RowsAsync(partition, kind, cancellationToken, from, to);

    public Task<Committed> CommitAsync(Operation operation, IReadOnlyList<Edit> edits, CancellationToken cancellationToken)
    {
        hashes?.UnionWith(edits.Select(edit => HashOf(edit.RowKey)));
        return journal.CommitAsync(partition, operation, edits, cancellationToken);
    }

    /// <summary>Looks through the partition, if that was not done yet.</summary>
    public async Task LookThroughAsync(CancellationToken cancellationToken)
    {
        if (hashes is not null)
        {
            return;
        }

        var found = new HashSet<int>();
        foreach (var kind in Kinds)
        {
            await foreach (var row in journal.RowsAsync(partition, kind, cancellationToken))
            {
                found.Add(HashOf(row.RowKey));
            }
        }

        hashes = found;
    }

    /// <summary>From now on every row may be there.</summary>
    public void Forget() => hashes = null;

    private static int HashOf(string rowKey) => StringComparer.Ordinal.GetHashCode(rowKey);
}
