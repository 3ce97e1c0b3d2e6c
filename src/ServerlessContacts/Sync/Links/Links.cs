using System.Runtime.CompilerServices;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Links;

/// <summary>A link as it was read.</summary>
public sealed record StoredLink(Link Link, StoredRow Row);

/// <summary>Reads the links of one connection. Writes are edits that commit together with the contact and the checkpoint.</summary>
public sealed class Links(OwnerRows rows, LinkKeys keys)
{
    public LinkKeys Keys { get; } = keys;

    /// <summary>The key that the item of the link's last create carries.</summary>
    public string ClientKey(Link link) => (link.SentBy is { } earlier ? new LinkKeys(earlier) : Keys).ClientKey(link.Contact, link.Creates);

    public async Task<StoredLink?> FindAsync(string contact, CancellationToken cancellationToken) =>
        await rows.FindAsync(Keys.Link(contact), cancellationToken) is { } row ? Read(row) : null;

    /// <summary>
    /// The link of an item: by its id, by the ids it had before, or by the key it was created with. A contact that an item made is found without a detour, as its id follows from
    /// the item's.
    /// </summary>
    public async Task<StoredLink?> FindAsync(ProviderItem item, CancellationToken cancellationToken)
    {
        foreach (var id in item.PreviousIds.Prepend(item.Id))
        {
            if (await FindByRemoteAsync(id, cancellationToken) is { } link)
            {
                return link;
            }
        }

        // A copy that somebody made of the item at the provider carries the key too, and is no answer to the create.
        return Keys.ContactOfKey(item.ClientKey) is { } contact && await FindAsync(contact, cancellationToken) is { Link.State: LinkState.Creating } pending
            && string.Equals(item.ClientKey, ClientKey(pending.Link), StringComparison.Ordinal)
            ? pending
            : await FindErasedAsync(item, cancellationToken);
    }

    /// <summary>The mark of an erased contact that once made the item; a copy of the item is passed over with it.</summary>
    private async Task<StoredLink?> FindErasedAsync(ProviderItem item, CancellationToken cancellationToken) =>
        Keys.ContactOfKey(item.ClientKey) is { } contact && await FindAsync(contact, cancellationToken) is { Link.State: LinkState.Erased } mark ? mark : null;

    public IAsyncEnumerable<StoredLink> AllAsync(CancellationToken cancellationToken) => BetweenAsync("", "\u007e", cancellationToken);

    /// <summary>In the order of the contacts, from one to another.</summary>
    public async IAsyncEnumerable<StoredLink> BetweenAsync(string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.RangeAsync(Link.Kind, $"{Keys.Connection}~{from}", $"{Keys.Connection}~{to}", cancellationToken))
        {
            yield return Read(row);
        }
    }

    /// <summary>The edits that store a link: the link itself and, where the contact's id does not follow from the item's, the way from the one to the other.</summary>
    public async Task<IReadOnlyList<Edit>> EditsAsync(StoredLink? before, Link after, CancellationToken cancellationToken)
    {
        var edits = new List<Edit> { new(Keys.Link(after.Contact), before?.Row, LinkJson.Write(after)) { IsLogged = false } };
        if (after.Item is { } item && !string.Equals(before?.Link.Item?.Id, item.Id, StringComparison.Ordinal))
        {
            foreach (var id in item.PreviousIds.Prepend(item.Id).Distinct(StringComparer.Ordinal).Where(id => !string.Equals(Keys.ContactOf(id), after.Contact, StringComparison.Ordinal)))
            {
                var there = await rows.FindAsync(Keys.Remote(id), cancellationToken);
                edits.Add(new Edit(Keys.Remote(id), there, LinkJson.Write(after.Contact)) { IsLogged = false });
            }
        }

        return edits;
    }

    /// <summary>The link of the item of this id; null where there is none.</summary>
    public async Task<StoredLink?> FindByRemoteAsync(string remoteId, CancellationToken cancellationToken)
    {
        if (await FindAsync(Keys.ContactOf(remoteId), cancellationToken) is { } direct && IsOf(direct, remoteId))
        {
            return direct;
        }

        return await rows.FindAsync(Keys.Remote(remoteId), cancellationToken) is { } row
            && await FindAsync(LinkJson.Read<string>(row.Data), cancellationToken) is { } link && IsOf(link, remoteId)
            ? link
            : null;
    }

    /// <summary>A contact whose item was replaced by another keeps its id, which then still points from the old item.</summary>
    private static bool IsOf(StoredLink stored, string remoteId) =>
        stored.Link.State == LinkState.Erased || stored.Link.Item is { } item && (string.Equals(item.Id, remoteId, StringComparison.Ordinal) || item.PreviousIds.Contains(remoteId, StringComparer.Ordinal));

    private static StoredLink Read(StoredRow row) => new(LinkJson.Read<Link>(row.Data), row);
}
