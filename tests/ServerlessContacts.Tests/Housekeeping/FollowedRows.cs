using System.Collections.Immutable;
using System.Text;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>The contacts of one partition as texts.</summary>
internal sealed class FollowedRows : IFold<ImmutableSortedDictionary<string, string>>
{
    private static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public async Task<ImmutableSortedDictionary<string, string>> LoadAsync(
        Journal journal, Partition partition, CancellationToken cancellationToken)
    {
        var state = None;
        await foreach (var row in journal.RowsAsync(partition, StoredContact.Kind, cancellationToken))
        {
            state = state.SetItem(row.RowKey, Text(row.Data));
        }

        return state;
    }

    public ImmutableSortedDictionary<string, string> Apply(
        ImmutableSortedDictionary<string, string> state, IReadOnlyList<Change> changes) => changes
        .SelectMany(change => change.Rows)
        .Where(row => StoredContact.Kind.Holds(row.RowKey))
        .Aggregate(state, (rows, row) => row.After is { } after ? rows.SetItem(row.RowKey, Text(after)) : rows.Remove(row.RowKey));

    private static string Text(ReadOnlyMemory<byte> data) => Encoding.UTF8.GetString(data.Span);
}
