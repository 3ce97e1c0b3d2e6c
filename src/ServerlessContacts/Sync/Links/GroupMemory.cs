using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Sync.Links;

/// <summary>
/// The names of groups by what stays of them, a row for each group of each connection. A name moves only after all members of its group were relabelled, so
/// that whoever dies meanwhile leaves the rest to the next run.
/// </summary>
public sealed class GroupMemory(Journal journal)
{
    /// <summary>The edits that ask the owner's connections to give the groups behind a label another name; for the transaction before the first relabelled contact.</summary>
    public async Task<IReadOnlyList<Edit>> WishEditsAsync(Partition owner, string label, string name, CancellationToken cancellationToken) =>
        await EditsAsync(owner, "", group => string.Equals(group.Label, label, StringComparison.Ordinal), name, cancellationToken);

    /// <summary>As <see cref="WishEditsAsync"/>, for one connection and the name that its group has there.</summary>
    internal Task<IReadOnlyList<Edit>> InsistEditsAsync(Partition owner, string connection, string known, string name, CancellationToken cancellationToken) =>
        EditsAsync(owner, $"{connection}~", group => string.Equals(group.Name, known, StringComparison.Ordinal), name, cancellationToken);

    internal static Edit Insert(LinkKeys keys, RememberedGroup group) => new(KeyOf(keys.Connection, group.Key), null, LinkJson.Write(group)) { IsLogged = false };

    internal static Edit Change(StoredRow row, RememberedGroup group) => new(row.RowKey, row, LinkJson.Write(group)) { IsLogged = false };

    /// <summary>The connection's groups by what stays of them.</summary>
    internal async Task<Dictionary<string, (RememberedGroup Group, StoredRow Row)>> AllAsync(Partition owner, string connection, CancellationToken cancellationToken) =>
        await journal.RowsAsync(owner, RowKeys.GroupName, cancellationToken, $"{connection}~", $"{connection}~~")
            .Select(row => (Group: LinkJson.Read<RememberedGroup>(row.Data), Row: row))
            .ToDictionaryAsync(stored => stored.Group.Key, StringComparer.Ordinal, cancellationToken: cancellationToken);

    /// <summary>Whether another connection of the owner has a group of this name.</summary>
    internal async Task<bool> IsCarriedElsewhereAsync(Partition owner, string connection, string name, CancellationToken cancellationToken) =>
        await journal.RowsAsync(owner, RowKeys.GroupName, cancellationToken)
            .AnyAsync(row => !row.RowKey.StartsWith(RowKeys.Of(RowKeys.GroupName, $"{connection}~"), StringComparison.Ordinal)
                && string.Equals(LinkJson.Read<RememberedGroup>(row.Data).Name, name, StringComparison.OrdinalIgnoreCase), cancellationToken);

    private async Task<IReadOnlyList<Edit>> EditsAsync(
        Partition owner, string prefix, Func<RememberedGroup, bool> isMeant, string name, CancellationToken cancellationToken) =>
        await (from row in journal.RowsAsync(owner, RowKeys.GroupName, cancellationToken, prefix, prefix.Length == 0 ? null : $"{prefix}~")
               let known = LinkJson.Read<RememberedGroup>(row.Data)
               where isMeant(known)
               select Change(row, known.Wishing(name))).ToListAsync(cancellationToken);

    private static string KeyOf(string connection, string group) => RowKeys.Of(RowKeys.GroupName, $"{connection}~{RowKeys.Hash(group)}");
}
