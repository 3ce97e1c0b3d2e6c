using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Erasure;

/// <summary>
/// What becomes of one row: the store's own kinds are decided here, all others by the room that owns them. Pure; null where the row stays
/// as it is.
/// </summary>
internal sealed class RowRules(RowCatalog catalog, ErasedPerson person, Tally tally)
{
    /// <param name="partition">Null in a partition of the whole service.</param>
    /// <param name="kind">The partition's.</param>
    /// <param name="row">The row.</param>
    public RowWrite? Of(Partition? partition, PartitionKind kind, StoredRow row)
    {
        if (partition is not null && partition == person.Own)
        {
            return OfMember(row);
        }

        if (catalog.Find(kind, row.RowKey) is not var (owned, room))
        {
            return null;
        }

        if (partition is { } place && IsOfStore(owned))
        {
            return OfStore(owned, place, row);
        }

        var erasure = room.Erasure.Erase(new OwnedRow(owned, partition, row), person);
        tally.Count(erasure is null ? null : owned.Trace);
        return erasure?.Write;
    }

    private static bool IsOfStore(RowKind kind) => kind == Change.Kind || kind == StoredContact.Kind || kind == StoredContact.DeletedKind;

    /// <summary>
    /// Nothing stays of a member but the skeleton of their log. Contacts have their own transactions, with a change that says that they
    /// are gone. All was counted before.
    /// </summary>
    private RowWrite? OfMember(StoredRow row) =>
        row.RowKey is RowKeys.Head or RowKeys.LogStart || StoredContact.Kind.Holds(row.RowKey) ? null
        : Change.Kind.Holds(row.RowKey) ? Counted(LogRedaction.Of(row, OfMember))
        : StoredReceipt.Kind.Holds(row.RowKey) ? StoredReceipt.Forget(row, note => catalog.Rooms.Any(room => room.Erasure.IsOfPerson(note)))
        : RowWrite.Delete(row.RowKey, row.ETag);

    /// <summary>Of a contact that it is gone; of all else nothing, but for what says that it is gone.</summary>
    private static ChangedRow? OfMember(ChangedRow row) => row.IsErased ? row : StoredContact.Kind.Holds(row.RowKey) ? row.Erased : null;

    private RowWrite? OfStore(RowKind kind, Partition partition, StoredRow row)
    {
        if (kind == Change.Kind)
        {
            return Counted(LogRedaction.Of(row, changed => Redacted(partition, changed)));
        }

        if (!person.Has(partition, RowKeys.NameOf(row.RowKey)))
        {
            // The person's own contacts have a transaction that deletes them, with a change that says so.
            tally.Saw(ContactChange.IdOf(partition, row.RowKey), ContactJson.Read(row.Data.Span));
        }

        return null;
    }

    private RowWrite? Counted(RowWrite? change)
    {
        tally.Count(Traces.Changes, change is null ? 0 : 1);
        return change;
    }

    /// <summary>Of a contact that it is gone; of everything else what its room lets stay.</summary>
    private ChangedRow? Redacted(Partition partition, ChangedRow row) =>
        StoredContact.Kind.Holds(row.RowKey)
            ? row.IsErased || !person.Has(partition, RowKeys.NameOf(row.RowKey)) ? row : row.Erased
            : catalog.Find(partition.Kind, row.RowKey) is var (kind, room) ? room.Erasure.Redact(kind, partition, row, person) : row;
}
