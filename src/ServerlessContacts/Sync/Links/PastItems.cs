using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Links;

/// <summary>What earlier connections of the same account knew of its items, for the one that is connected now.</summary>
/// <param name="keys">Null where nobody has signed in.</param>
internal sealed class PastItems(OwnerRows rows, PastKeys? keys)
{
    private IReadOnlyList<string>? connections;

    /// <summary>Null for an item that none of them knew. The word of the latest holds, but a mark of any of them before.</summary>
    public async Task<PastItem?> FindAsync(ProviderItem item, CancellationToken cancellationToken)
    {
        PastItem? latest = null;
        foreach (var key in await KeysOfAsync(item, cancellationToken))
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

    private async Task<IEnumerable<string>> KeysOfAsync(ProviderItem item, CancellationToken cancellationToken)
    {
        if (keys is not { } account)
        {
            return [];
        }

        connections ??= await rows.FindAsync(account.Connections, cancellationToken) is { } row ? LinkJson.Read<IReadOnlyList<string>>(row.Data) : [];
        return from connection in connections.Reverse()
               let links = new LinkKeys(connection)
               from hash in item.PreviousIds.Prepend(item.Id).Select(links.ContactOf).Concat(Made(links, item))
               select account.Item(connection, hash);
    }

    /// <summary>The mark of an erased contact that once made the item: a copy of the item is passed over with it.</summary>
    private static IEnumerable<string> Made(LinkKeys links, ProviderItem item) => links.ContactOfKey(item.ClientKey) is { } contact ? [contact] : [];
}
