using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Feed;

/// <summary>Which rows of a partition the feed tells of, and how: contacts as they are, members as the directory shows them.</summary>
internal static class FeedRows
{
    public static FeedItem Item(Partition partition, StoredRow row) =>
        new(ContactChange.IdOf(partition, row.RowKey), row.Sequence, ChangeKind.Created, Record(partition, row.Data));

    public static IEnumerable<FeedItem> Items(Partition partition, Change change) =>
        from row in change.Rows
        where AccessScope.KindOf(partition).Holds(row.RowKey)
        select new FeedItem(ContactChange.IdOf(partition, row.RowKey), change.Sequence, Kind(row), Record(partition, row.After));

    private static ChangeKind Kind(ChangedRow row) =>
        row.After is null ? ChangeKind.Deleted : row.Before is null ? ChangeKind.Created : ChangeKind.Updated;

    private static ContactRecord? Record(Partition partition, ReadOnlyMemory<byte>? data) => data switch
    {
        null => null,
        { } json when partition.IsDirectory => StoredJson.Read<MemberRecord>(json).AsRecord(),
        { } json => ContactJson.Read(json.Span),
    };
}
