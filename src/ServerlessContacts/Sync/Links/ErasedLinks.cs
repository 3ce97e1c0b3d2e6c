using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Sync.Links;

/// <summary>
/// What becomes of a contact's links when the person is erased: their raw items and all that is pending go, and marks stay that keep the items from coming back. Nothing is touched at
/// the provider. A mark's name is a hash over the connection's random id and the item's id: it tells nothing of the person, and not even that two accounts have the same.
/// </summary>
public sealed class ErasedLinks(Journal journal)
{
    /// <summary>The edits that belong into the transaction that deletes the contact; a run that is under way loses its lease by them and begins again.</summary>
    public async Task<IReadOnlyList<Edit>> EditsAsync(Partition owner, string contact, CancellationToken cancellationToken)
    {
        var edits = new Dictionary<string, Edit>(StringComparer.Ordinal);
        await foreach (var row in journal.RowsAsync(owner, Connection.Kind, cancellationToken)
            .Where(row => row.RowKey.LastIndexOf('~') == 1))
        {
            foreach (var edit in await OfAsync(owner, new LinkKeys(RowKeys.NameOf(row.RowKey)), contact, cancellationToken))
            {
                edits[edit.RowKey] = edit;
            }
        }

        return [.. edits.Values];
    }

    /// <summary>What is left of an outcome list without the contact; null where it does not name it.</summary>
    public static byte[]? Without(ReadOnlyMemory<byte> outcomes, IReadOnlySet<string> contacts)
    {
        var all = LinkJson.Read<IReadOnlyList<Outcome>>(outcomes);
        return all.Any(outcome => contacts.Contains(outcome.Contact)) ? LinkJson.Write(all.Where(outcome => !contacts.Contains(outcome.Contact)).ToList()) : null;
    }

    /// <summary>Whether the link is the mark that is left of an erased contact.</summary>
    public static bool IsMark(ReadOnlyMemory<byte> link) => LinkJson.Read<Link>(link).State == LinkState.Erased;

    /// <summary>What is left of what is known of an item whose connection ended, when its contact is erased: a mark. Null where it was another's.</summary>
    public static byte[]? Marked(ReadOnlyMemory<byte> past, Func<string, bool> isErased) =>
        LinkJson.Read<PastItem>(past) is { Contact: { } contact } item && isErased(contact) ? LinkJson.Write(item.Erased) : null;

    private async Task<List<Edit>> OfAsync(Partition owner, LinkKeys keys, string contact, CancellationToken cancellationToken)
    {
        var edits = new List<Edit>();
        foreach (var pending in new[] { Removal.Kind.Key($"{keys.Connection}~{contact}") }.Concat(ParkedKeys(keys, contact)))
        {
            await RemoveAsync(owner, pending, edits, cancellationToken);
        }

        if (await journal.FindAsync(owner, keys.Link(contact), cancellationToken) is { } row && LinkJson.Read<Link>(row.Data) is { State: not LinkState.Erased } link)
        {
            edits.Add(Mark(keys, contact, row));
            foreach (var id in link.Item is { } item ? item.PreviousIds.Prepend(item.Id).Distinct(StringComparer.Ordinal) : [])
            {
                await MarkAsync(owner, keys, (contact, id), edits, cancellationToken);
            }

            await FenceAsync(owner, keys, link, edits, cancellationToken);
        }

        return edits;
    }

    private static string[] ParkedKeys(LinkKeys keys, string contact) =>
        [Parked.KeyOf(keys.Connection, contact), Parked.KeyOf(keys.Connection, $"+{contact}"), Parked.KeyOf(keys.Connection, $"!{contact}")];

    private async Task MarkAsync(Partition owner, LinkKeys keys, (string Contact, string Item) linked, List<Edit> edits, CancellationToken cancellationToken)
    {
        var derived = keys.ContactOf(linked.Item);
        if (!string.Equals(derived, linked.Contact, StringComparison.Ordinal))
        {
            await RemoveAsync(owner, keys.Remote(linked.Item), edits, cancellationToken);
            var there = await journal.FindAsync(owner, keys.Link(derived), cancellationToken);
            if (there is null || LinkJson.Read<Link>(there.Data).State is LinkState.Deleted)
            {
                edits.Add(Mark(keys, derived, there));
            }
        }
    }

    private static Edit Mark(LinkKeys keys, string contact, StoredRow? before) =>
        new(keys.Link(contact), before, LinkJson.Write(new Link { Contact = contact, State = LinkState.Erased, Born = Side.There })) { IsLogged = false };

    private async Task FenceAsync(Partition owner, LinkKeys keys, Link link, List<Edit> edits, CancellationToken cancellationToken)
    {
        if (await journal.FindAsync(owner, SyncState.Kind.Key(keys.Connection), cancellationToken) is { } row)
        {
            var state = LinkJson.Read<SyncState>(row.Data);
            var linked = state.Linked - (link.State == LinkState.Linked ? 1 : 0);
            edits.Add(new Edit(row.RowKey, row, LinkJson.Write(state with { Linked = linked, Holder = null, Until = default })) { IsLogged = false });
        }
    }

    private async Task RemoveAsync(Partition owner, string key, List<Edit> edits, CancellationToken cancellationToken)
    {
        if (await journal.FindAsync(owner, key, cancellationToken) is { } row)
        {
            edits.Add(new Edit(key, row, null) { IsLogged = false });
        }
    }
}
