using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Search;

/// <summary>Makes snapshots of a partition's contacts; in the directory these are the members.</summary>
internal sealed class SnapshotFold : IFold<PartitionSnapshot>
{
    /// <summary>Texts are made in the order in which they will be scanned, so that they lie in memory in that order.</summary>
    public async Task<PartitionSnapshot> LoadAsync(Journal journal, Partition partition, CancellationToken cancellationToken)
    {
        var read = new List<(ContactDocument Shown, SortKeys Keys, int Bytes)>();
        await foreach (var row in journal.RowsAsync(partition, Sight.KindOf(partition), cancellationToken))
        {
            var shown = Read(partition, row.RowKey, row.Sequence, row.Data);
            read.Add((shown, SortKeys.Of(shown.Record), row.Data.Length));
        }

        read.Sort((x, y) => NameOrder.Compare(x.Keys.Name, x.Shown.Id, y.Keys.Name, y.Shown.Id));
        return PartitionSnapshot.Of(partition, read.ConvertAll(contact => new SearchDocument(contact.Shown, contact.Keys, contact.Bytes)));
    }

    public PartitionSnapshot Apply(PartitionSnapshot state, IReadOnlyList<Change> changes)
    {
        var (removed, added) = (new List<SearchDocument>(), new List<SearchDocument>());
        foreach (var (row, sequence) in Latest(state.Partition, changes))
        {
            var known = state.Find(RowKeys.NameOf(row.RowKey));
            if (known?.Shown.Version >= sequence)
            {
                continue;
            }

            if (known is not null)
            {
                removed.Add(known);
            }

            if (row.After is { } data)
            {
                var shown = Read(state.Partition, row.RowKey, sequence, data);
                added.Add(new SearchDocument(shown, SortKeys.Of(shown.Record), data.Length));
            }
        }

        return removed.Count + added.Count == 0 ? state : state.With(removed, added);
    }

    /// <summary>Of each contact only its last state counts.</summary>
    private static IEnumerable<(ChangedRow Row, long Sequence)> Latest(Partition partition, IReadOnlyList<Change> changes)
    {
        var first = RowKeys.First(Sight.KindOf(partition));
        var latest = new Dictionary<string, (ChangedRow, long)>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            foreach (var row in change.Rows)
            {
                if (row.RowKey.StartsWith(first, StringComparison.Ordinal))
                {
                    latest[row.RowKey] = (row, change.Sequence);
                }
            }
        }

        return latest.Values;
    }

    private static ContactDocument Read(Partition partition, string rowKey, long sequence, ReadOnlyMemory<byte> data) =>
        partition.IsDirectory
            ? new ContactDocument(ContactId.OfMember(RowKeys.NameOf(rowKey)), sequence, DirectoryJson.Read<MemberRecord>(data).AsRecord())
            : new ContactDocument(ContactChange.IdOf(partition, rowKey), sequence, ContactJson.Read(data.Span));
}
