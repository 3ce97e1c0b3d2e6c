using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Store.Contacts;

public enum ChangeKind
{
    Created,
    Updated,
    Deleted,
}

/// <summary>What a change did to one contact. Of one that was erased only that it is gone.</summary>
public sealed record ContactChange(ContactId Id, long Sequence, ContactRecord? Before, ContactRecord? After)
{
    public bool IsErased => Before is null && After is null;

    public ChangeKind Kind => (Before, After) switch
    {
        (null, not null) => ChangeKind.Created,
        (_, null) => ChangeKind.Deleted,
        _ => ChangeKind.Updated,
    };

    /// <summary>The contacts of a change of the given partition; its other rows are left out.</summary>
    public static IEnumerable<ContactChange> Of(Partition partition, Change change) =>
        from row in change.Rows
        where StoredContact.Kind.Holds(row.RowKey)
        select new ContactChange(IdOf(partition, row.RowKey), change.Sequence, Record(row.Before), Record(row.After));

    /// <summary>The contact id that a row of a partition stands for.</summary>
    public static ContactId IdOf(Partition partition, string rowKey) =>
        ContactId.TryParse($"{partition.Place}-{RowKeys.NameOf(rowKey)}", out var id)
            ? id
            : throw new InvalidDataException($"Row {rowKey} of {partition} is no contact.");

    private static ContactRecord? Record(ReadOnlyMemory<byte>? data) => data is { } json ? ContactJson.Read(json.Span) : null;
}
