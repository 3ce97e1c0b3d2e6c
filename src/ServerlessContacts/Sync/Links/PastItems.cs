using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Links;

/// <summary>What earlier connections of the same account knew of its items, for the one that is connected now.</summary>
/// <param name="keys">Null where nobody has signed in.</param>
internal sealed class PastItems(OwnerRows rows, PastKeys? keys)
{
    private IReadOnlyList<string>? connections;

    /// <summary>Null where nobody has signed in.</summary>
    public PastKeys? Account => keys;

    /// <summary>Null for an item that none of them knew.</summary>
    public Task<PastItem?> FindAsync(ProviderItem item, CancellationToken cancellationToken) =>
        LatestAsync(links => item.PreviousIds.Prepend(item.Id).Select(links.ContactOf).Concat(Made(links, item)), cancellationToken);

    /// <summary>Null for a contact that none of them had linked, or sent a create for.</summary>
    public Task<PastItem?> FindAsync(string contact, CancellationToken cancellationToken) => LatestAsync(_ => [contact], cancellationToken);

    /// <summary>
    /// The contacts for which one of them sent a create whose answer is not known, as far as none that came later knew more.
    /// </summary>
    public async Task<IReadOnlyList<(string Contact, PastItem Past)>> OpenCreatesAsync(CancellationToken cancellationToken)
    {
        var open = new List<(string Contact, PastItem Past)>();
        foreach (var contact in await SentAsync(cancellationToken))
        {
            if (await FindAsync(contact, cancellationToken) is { Create: not null, IsUnlinked: false } past)
            {
                open.Add((contact, past));
            }
        }

        return open;
    }

    /// <summary>The contacts that shall be linked again, each as the latest connection knew it.</summary>
    public async Task<IReadOnlyList<PastMember>> MembersAsync(CancellationToken cancellationToken)
    {
        var ended = (await EndedAsync(cancellationToken)).ToList();
        var known = await RowsAsync(cancellationToken)
            .Where(one => one.Past.Contact is not null)
            .GroupBy(one => (one.Past.Contact, Connection: RowKeys.NameOf(one.Row.RowKey).Split('~')[1]))
            .ToListAsync(cancellationToken);
        return [.. from one in known
                   group one by one.Key.Contact into contact
                   select new PastMember(contact.Key!, [.. contact.MaxBy(one => ended.IndexOf(one.Key.Connection))!]) into member
                   where !member.Latest.IsUnlinked
                   select member];
    }

    /// <summary>The last renames of groups that relabelled any of them.</summary>
    public async Task<int> RenamesAsync(CancellationToken cancellationToken) =>
        (await MembersAsync(cancellationToken)).Select(member => member.Latest.Renamed).DefaultIfEmpty().Max();

    private async Task<IReadOnlyCollection<string>> SentAsync(CancellationToken cancellationToken)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (_, past) in RowsAsync(cancellationToken))
        {
            if (past is { Create: not null, Contact: { } contact })
            {
                sent.Add(contact);
            }
        }

        return sent;
    }

    private IAsyncEnumerable<(StoredRow Row, PastItem Past)> RowsAsync(CancellationToken cancellationToken) => keys is { } account
        ? rows.RangeAsync(PastItem.Kind, $"{account.Account}~", $"{account.Account}~~", cancellationToken)
            .Select(row => (row, LinkJson.Read<PastItem>(row.Data)))
        : AsyncEnumerable.Empty<(StoredRow, PastItem)>();

    /// <summary>The word of the latest holds, but a mark of any of them before.</summary>
    private async Task<PastItem?> LatestAsync(Func<LinkKeys, IEnumerable<string>> names, CancellationToken cancellationToken)
    {
        PastItem? latest = null;
        foreach (var key in await KeysAsync(names, cancellationToken))
        {
            if (await rows.FindAsync(key, cancellationToken) is not { } row)
            {
                continue;
            }

            var past = LinkJson.Read<PastItem>(row.Data);
            if (past.IsErased)
            {
                return past;
            }

            latest ??= past;
        }

        return latest;
    }

    private async Task<IEnumerable<string>> KeysAsync(Func<LinkKeys, IEnumerable<string>> names, CancellationToken cancellationToken)
    {
        if (keys is not { } account)
        {
            return [];
        }

        return from connection in (await EndedAsync(cancellationToken)).Reverse()
               from name in names(new LinkKeys(connection))
               select account.Item(connection, name);
    }

    /// <summary>The account's ended connections, the latest last.</summary>
    private async Task<IReadOnlyList<string>> EndedAsync(CancellationToken cancellationToken) => connections ??=
        keys is { } account && await rows.FindAsync(account.Connections, cancellationToken) is { } row
            ? LinkJson.Read<IReadOnlyList<string>>(row.Data)
            : [];

    /// <summary>The contact that once made the item. Where it was erased, a copy of the item is passed over with it.</summary>
    private static IEnumerable<string> Made(LinkKeys links, ProviderItem item) => links.ContactOfKey(item.ClientKey) is { } contact ? [contact] : [];
}
