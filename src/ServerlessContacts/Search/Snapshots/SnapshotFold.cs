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
    public async Task<PartitionSnapshot> LoadAsync(Journal journal, Partition partition, CancellationToken cancellationToken)
    {
        var documents = new List<SearchDocument>();
        await foreach (var row in journal.RowsAsync(partition, Sight.KindOf(partition), cancellationToken))
        {
            documents.Add(Read(partition, row.RowKey, row.Sequence, row.Data));
        }

        return PartitionSnapshot.Of(partition, documents);
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
                added.Add(Read(state.Partition, row.RowKey, sequence, data));
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

    private static SearchDocument Read(Partition partition, string rowKey, long sequence, ReadOnlyMemory<byte> data)
    {
        var shown = partition.IsDirectory
            ? new ContactDocument(ContactId.OfMember(RowKeys.NameOf(rowKey)), sequence, DirectoryJson.Read<MemberRecord>(data).AsRecord())
            : new ContactDocument(ContactChange.IdOf(partition, rowKey), sequence, ContactJson.Read(data.Span));
        return new SearchDocument(shown, data.Length);
    }
}
