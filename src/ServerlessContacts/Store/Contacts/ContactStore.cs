using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Contacts;

/// <summary>Reads contacts by id and by partition. Writes go through <see cref="Journal"/> with <see cref="ContactEdits"/>.</summary>
public sealed class ContactStore(Journal journal)
{
    public Task<StoredContact?> FindAsync(TenantId tenant, ContactId id, CancellationToken cancellationToken) =>
        FindAsync(tenant, id, ContactEdits.Key(id), cancellationToken);

    /// <summary>A contact that was deleted and can be restored.</summary>
    public Task<StoredContact?> FindDeletedAsync(TenantId tenant, ContactId id, CancellationToken cancellationToken) =>
        FindAsync(tenant, id, ContactEdits.DeletedKey(id), cancellationToken);

    /// <summary>The contacts of a partition in id order.</summary>
    /// <param name="partition">Whose.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="from">The unique part of the id to begin with.</param>
    public IAsyncEnumerable<StoredContact> AllAsync(Partition partition, CancellationToken cancellationToken, string from = "") =>
        RowsAsync(partition, StoredContact.Kind, cancellationToken, from);

    public IAsyncEnumerable<StoredContact> DeletedAsync(Partition partition, CancellationToken cancellationToken) =>
        RowsAsync(partition, StoredContact.DeletedKind, cancellationToken);

    private IAsyncEnumerable<StoredContact> RowsAsync(
        Partition partition, RowKind kind, CancellationToken cancellationToken, string from = "") =>
        journal.RowsAsync(partition, kind, cancellationToken, from).Select(row => Read(ContactChange.IdOf(partition, row.RowKey), row));

    private async Task<StoredContact?> FindAsync(TenantId tenant, ContactId id, string key, CancellationToken cancellationToken) =>
        await journal.FindAsync(Partition.Of(tenant, id), key, cancellationToken) is { } row ? Read(id, row) : null;

    private static StoredContact Read(ContactId id, StoredRow row) => new(id, ContactJson.Read(row.Data.Span), row);
}
