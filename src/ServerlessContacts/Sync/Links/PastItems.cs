using ServerlessContacts.Store;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Links;

/// <summary>What earlier connections of the same account knew of its items, for the one that is connected now.</summary>
/// <param name="keys">Null where nobody has signed in.</param>
internal sealed class PastItems(OwnerRows rows, PastKeys? keys)
{
    private IReadOnlyList<string>? connections;

    /// <summary>Null for an item that none of them knew.</summary>
    public Task<PastItem?> FindAsync(ProviderItem item, CancellationToken cancellationToken) =>
        LatestAsync(links => item.PreviousIds.Prepend(item.Id).Select(links.ContactOf).Concat(Made(links, item)), cancellationToken);

    /// <summary>Null for a contact that none of them had linked, or sent a create for.</summary>
    public Task<PastItem?> FindAsync(string contact, CancellationToken cancellationToken) => LatestAsync(_ => [contact], cancellationToken);

    /// <summary>The contacts for which one of them sent a create whose answer is not known, as far as none that came later knew more.</summary>
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

    private async Task<IReadOnlyCollection<string>> SentAsync(CancellationToken cancellationToken)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        if (keys is { } account)
        {
            await foreach (var row in rows.RangeAsync(RowKeys.PastItem, $"{account.Account}~", $"{account.Account}~~", cancellationToken))
            {
                if (LinkJson.Read<PastItem>(row.Data) is { Create: not null, Contact: { } contact })
                {
                    sent.Add(contact);
                }
            }
        }

        return sent;
    }

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

        connections ??= await rows.FindAsync(account.Connections, cancellationToken) is { } row ? LinkJson.Read<IReadOnlyList<string>>(row.Data) : [];
        return from connection in connections.Reverse()
               from name in names(new LinkKeys(connection))
               select account.Item(connection, name);
    }

    /// <summary>The contact that once made the item. Where it was erased, a copy of the item is passed over with it.</summary>
    private static IEnumerable<string> Made(LinkKeys links, ProviderItem item) => links.ContactOfKey(item.ClientKey) is { } contact ? [contact] : [];
}
