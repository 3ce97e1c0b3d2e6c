using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Contacts;

/// <summary>A contact as it was read. <see cref="Version"/>, the sequence of its last change, is its entity tag to the outside.</summary>
public sealed record StoredContact(ContactId Id, ContactRecord Record, StoredRow Row)
{
    public static RowKind Kind { get; } = new('c', "contact", PartitionKind.Shared, PartitionKind.Member) { Departure = RowDeparture.Logged };

    /// <summary>A contact that was deleted, as it was, until it is purged.</summary>
    public static RowKind DeletedKind { get; } = new('x', "deleted contact", PartitionKind.Shared, PartitionKind.Member);

    public long Version => Row.Sequence;
}

/// <summary>The edits of contacts' rows. A deleted contact keeps its state in a row of another kind until it is purged, so that it can be restored.</summary>
public static class ContactEdits
{
    public static Edit Create(ContactId id, ContactRecord record) => new(Key(id), null, ContactJson.Write(record));

    public static Edit Change(StoredContact stored, ContactRecord record) => new(stored.Row.RowKey, stored.Row, ContactJson.Write(record));

    public static IReadOnlyList<Edit> Delete(StoredContact stored, DateTimeOffset at) =>
    [
        new(stored.Row.RowKey, stored.Row, null),
        new(DeletedKey(stored.Id), null, ContactJson.Write(stored.Record with { Deleted = at })) { IsLogged = false },
    ];

    public static IReadOnlyList<Edit> Restore(StoredContact deleted) =>
    [
        new(deleted.Row.RowKey, deleted.Row, null) { IsLogged = false },
        Create(deleted.Id, deleted.Record with { Deleted = null }),
    ];

    public static string Key(ContactId id) => StoredContact.Kind.Key(id.Unique);

    public static string DeletedKey(ContactId id) => StoredContact.DeletedKind.Key(id.Unique);
}
