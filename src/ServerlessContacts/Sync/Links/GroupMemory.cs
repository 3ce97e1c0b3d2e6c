using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Links;

/// <summary>
/// The names of groups by what stays of them, a row for each group of each connection. A name moves only after all members of its group were relabelled, so
/// that whoever dies meanwhile leaves the rest to the next run.
/// </summary>
public sealed class GroupMemory(Journal journal)
{
    /// <summary>
    /// The edits that ask the owner's connections to give the groups behind a label another name; for the transaction before the first
    /// relabelled contact. Groups whose connection ended wait for the next one of the account.
    /// </summary>
    public async Task<IReadOnlyList<Edit>> WishEditsAsync(Partition owner, string label, string name, CancellationToken cancellationToken) =>
    [
        .. await EditsAsync(owner, "", group => string.Equals(group.Label, label, StringComparison.Ordinal), name, cancellationToken),
        .. await PastEditsAsync(owner, label, name, cancellationToken),
    ];

    /// <summary>As <see cref="WishEditsAsync"/>, for one connection and the name that its group has there.</summary>
    internal Task<IReadOnlyList<Edit>> InsistEditsAsync(Partition owner, string connection, string known, string name, CancellationToken cancellationToken) =>
        EditsAsync(owner, $"{connection}~", group => string.Equals(group.Name, known, StringComparison.Ordinal), name, cancellationToken);

    internal static Edit Insert(LinkKeys keys, RememberedGroup group) => new(KeyOf(keys.Connection, group.Key), null, LinkJson.Write(group)) { IsLogged = false };

    internal static Edit Change(StoredRow row, RememberedGroup group) => new(row.RowKey, row, LinkJson.Write(group)) { IsLogged = false };

    /// <summary>
    /// The edits that remember a group that a connection meets for the first time, as the account's last connection knew it.
    /// </summary>
    internal static IReadOnlyList<Edit> Meet(LinkKeys keys, ProviderGroup group, (PastGroup Past, StoredRow Row)? known) =>
        known is { } last
        ? [Insert(keys, last.Past.Group), new Edit(last.Row.RowKey, last.Row, null) { IsLogged = false }]
        : [Insert(keys, new RememberedGroup(group.Key, group.Name))];

    /// <summary>The groups of the account's ended connections by what stays of them.</summary>
    internal async Task<Dictionary<string, (PastGroup Past, StoredRow Row)>> PastAsync(
        Partition owner, PastKeys account, CancellationToken cancellationToken) =>
        await journal.RowsAsync(owner, PastGroup.Kind, cancellationToken, $"{account.Account}~", $"{account.Account}~~")
            .Select(row => (Past: LinkJson.Read<PastGroup>(row.Data), Row: row))
            .ToDictionaryAsync(stored => stored.Past.Group.Key, StringComparer.Ordinal, cancellationToken: cancellationToken);

    /// <summary>The connection's groups by what stays of them.</summary>
    internal async Task<Dictionary<string, (RememberedGroup Group, StoredRow Row)>> AllAsync(Partition owner, string connection, CancellationToken cancellationToken) =>
        await journal.RowsAsync(owner, RememberedGroup.Kind, cancellationToken, $"{connection}~", $"{connection}~~")
            .Select(row => (Group: LinkJson.Read<RememberedGroup>(row.Data), Row: row))
            .ToDictionaryAsync(stored => stored.Group.Key, StringComparer.Ordinal, cancellationToken: cancellationToken);

    /// <summary>Whether another connection of the owner has a group of this name.</summary>
    internal async Task<bool> IsCarriedElsewhereAsync(Partition owner, string connection, string name, CancellationToken cancellationToken) =>
        await journal.RowsAsync(owner, RememberedGroup.Kind, cancellationToken)
            .AnyAsync(row => !row.RowKey.StartsWith(RememberedGroup.Kind.Key($"{connection}~"), StringComparison.Ordinal)
                && string.Equals(LinkJson.Read<RememberedGroup>(row.Data).Name, name, StringComparison.OrdinalIgnoreCase), cancellationToken);

    private async Task<IReadOnlyList<Edit>> EditsAsync(
        Partition owner, string prefix, Func<RememberedGroup, bool> isMeant, string name, CancellationToken cancellationToken) =>
        await (from row in journal.RowsAsync(owner, RememberedGroup.Kind, cancellationToken, prefix, prefix.Length == 0 ? null : $"{prefix}~")
               let known = LinkJson.Read<RememberedGroup>(row.Data)
               where isMeant(known)
               select Change(row, known.Wishing(name))).ToListAsync(cancellationToken);

    private ValueTask<List<Edit>> PastEditsAsync(Partition owner, string label, string name, CancellationToken cancellationToken) =>
        (from row in journal.RowsAsync(owner, PastGroup.Kind, cancellationToken)
         let past = LinkJson.Read<PastGroup>(row.Data)
         where string.Equals(past.Group.Label, label, StringComparison.Ordinal)
         select new Edit(row.RowKey, row, LinkJson.Write(past with { Group = past.Group.Wishing(name) })) { IsLogged = false })
        .ToListAsync(cancellationToken);

    private static string KeyOf(string connection, string group) => RememberedGroup.Kind.Key($"{connection}~{RowKeys.Hash(group)}");
}
