using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Sync;

/// <summary>
/// What becomes of connections and of what they know of an erased person. Links leave with their contact; here goes what is pending or
/// listed under a contact's id, or says something of the person although it never became a contact.
/// </summary>
public sealed class ErasedSync(ErasedLinks links, Connections.Connections connections) : IErasedRows
{
    public RowErasure? Erase(OwnedRow row, ErasedPerson person)
    {
        var contact = row.Name[(row.Name.LastIndexOf('~') + 1)..];
        return row.Partition is not { } partition ? null
            : row.Kind == Parked.Kind || row.Kind == Removal.Kind ? DeleteIf(row, person.Has(partition, contact.TrimStart('+', '!'))
                || IsPending(row, person))
            : row.Kind == Review.Kind ? DeleteIf(row, person.Ids.Contains(LinkJson.Read<Review>(row.Stored.Data).Contact)
                || IsPending(row, person))
            : row.Kind == RunStore.Kind && IsBlock(row) ? Left(row, ErasedLinks.Without(row.Stored.Data, person.Ids))
            : row.Kind == PastItem.Kind
                && row.Name.Contains('~') ? Left(row, ErasedLinks.Marked(row.Stored.Data, id => person.Has(partition, id)))
            : row.Kind == Link.Kind && person.Has(partition, contact) && !ErasedLinks.IsMark(row.Stored.Data) ? RowErasure.Counted
            : null;
    }

    /// <summary>
    /// Beside a connection lie how it stands and its subscription. What is known of items whose connection ended is nothing that their
    /// owner has.
    /// </summary>
    public bool IsCounted(RowKind kind, string rowKey) =>
        kind != PastItem.Kind && (kind != Connection.Kind || !RowKeys.NameOf(rowKey).Contains('~'));

    public Task<IReadOnlyList<Edit>> EditsWithAsync(Partition partition, ContactId contact, CancellationToken cancellationToken) =>
        partition.IsMember ? links.EditsAsync(partition, contact.Unique, cancellationToken) : Task.FromResult<IReadOnlyList<Edit>>([]);

    /// <summary>Nothing is touched at providers but the subscriptions, which would have them call for nobody.</summary>
    public async Task EndAsync(TenantId tenant, MemberId member, string actor, CancellationToken cancellationToken)
    {
        foreach (var connection in await connections.AllAsync(tenant, member, cancellationToken))
        {
            await connections.DeleteAsync(connection.Key, RemainingContacts.Keep, null, actor, cancellationToken);
        }
    }

    /// <summary>Contacts of others who are like a member stay, and what is pending of them.</summary>
    private static bool IsPending(OwnedRow row, ErasedPerson person) => person.Member is null && person.IsIn(JsonTexts.Of(row.Stored.Data));

    /// <summary>A block of what a run did stands under the connection, the run and a number.</summary>
    private static bool IsBlock(OwnedRow row) => row.Name.Count(character => character == '~') == 2;

    private static RowErasure? DeleteIf(OwnedRow row, bool isTheirs) => isTheirs ? RowErasure.Delete(row) : null;

    private static RowErasure? Left(OwnedRow row, byte[]? left) => left is null ? null : RowErasure.Replace(row, left);
}
