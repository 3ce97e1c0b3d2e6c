using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Ends a deleted connection: where its owner said so, the contacts that it had brought in are deleted (and can be restored like all
/// others); nothing is touched at the provider. What is needed to link the others again stays under the account, and so do the marks of
/// erased persons.
/// </summary>
public sealed class Departure(Journal journal, ContactStore contacts, ITable table, TimeProvider time)
{
    private static readonly RowKind[] Kinds =
        [Link.Kind, LinkKeys.RemoteKind, Removal.Kind, SeenItems.Kind, Parked.Kind, RunStore.Kind, Review.Kind, RememberedGroup.Kind];

    /// <summary>Of groups whose names move to the account: each takes two edits.</summary>
    private const int GroupsTogether = StoreLimits.EditsPerTransaction / 2;

    public async Task RunAsync(StoredConnection connection, StoredRow lease, CancellationToken cancellationToken)
    {
        var key = connection.Key;
        if (connection.Connection.Deleting == RemainingContacts.Remove)
        {
            await RemoveContactsAsync(key, cancellationToken);
        }

        if (connection.Past is { } account)
        {
            await RememberAsync(key, account, cancellationToken);
            await RememberGroupsAsync(key, account, cancellationToken);
        }

        foreach (var kind in Kinds)
        {
            await foreach (var some in RowsAsync(key, kind, cancellationToken).Chunk(StoreLimits.EditsPerTransaction))
            {
                await CommitAsync(key, [.. some.Select(row => new Edit(row.RowKey, row, null) { IsLogged = false })], cancellationToken);
            }
        }

        await CommitAsync(key, [.. ConnectionStore.Remove(connection), new Edit(lease.RowKey, lease, null) { IsLogged = false }], cancellationToken);
    }

    private async Task RemoveContactsAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        await foreach (var stored in LinksOf(key).AllAsync(cancellationToken))
        {
            if (stored.Link is { Born: Side.There } link && await contacts.FindAsync(key.Tenant, ContactId.Personal(key.Owner, link.Contact), cancellationToken) is { } contact)
            {
                await CommitAsync(key, ContactEdits.Delete(contact, time.GetUtcNow()), cancellationToken);
            }
        }
    }

    /// <summary>Each link goes in the transaction that stores what is still known of its item, so a repeat goes on with the rest.</summary>
    private async Task RememberAsync(ConnectionKey key, PastKeys account, CancellationToken cancellationToken)
    {
        await ListAsync(key, account, cancellationToken);
        var edits = new Dictionary<string, Edit>(StringComparer.Ordinal);
        await foreach (var stored in LinksOf(key).AllAsync(cancellationToken))
        {
            var more = await PastAsync(key, account, stored, cancellationToken);
            if (edits.Count + more.Count > StoreLimits.EditsPerTransaction)
            {
                await CommitAsync(key, [.. edits.Values], cancellationToken);
                edits.Clear();
            }

            more.ForEach(edit => edits.TryAdd(edit.RowKey, edit));
        }

        if (edits.Count > 0)
        {
            await CommitAsync(key, [.. edits.Values], cancellationToken);
        }
    }

    /// <summary>What is renamed until the account is connected again is no other group then.</summary>
    private async Task RememberGroupsAsync(ConnectionKey key, PastKeys account, CancellationToken cancellationToken)
    {
        await foreach (var some in RowsAsync(key, RememberedGroup.Kind, cancellationToken).Chunk(GroupsTogether))
        {
            var edits = new List<Edit>();
            foreach (var row in some)
            {
                var past = new PastGroup(time.GetUtcNow(), LinkJson.Read<RememberedGroup>(row.Data));
                var name = account.Group(past.Group.Key);
                var before = await journal.FindAsync(key.Partition, name, cancellationToken);
                edits.Add(new Edit(row.RowKey, row, null) { IsLogged = false });
                edits.Add(new Edit(name, before, LinkJson.Write(past)) { IsLogged = false });
            }

            await CommitAsync(key, edits, cancellationToken);
        }
    }

    /// <summary>The account's ended connections, this one among them: their ids are what its items are found by.</summary>
    private async Task ListAsync(ConnectionKey key, PastKeys account, CancellationToken cancellationToken)
    {
        var row = await journal.FindAsync(key.Partition, account.Connections, cancellationToken);
        var past = row is null ? [] : LinkJson.Read<IReadOnlyList<string>>(row.Data);
        if (!past.Contains(key.Id, StringComparer.Ordinal))
        {
            var listed = LinkJson.Write<IReadOnlyList<string>>([.. past, key.Id]);
            await CommitAsync(key, [new Edit(account.Connections, row, listed) { IsLogged = false }], cancellationToken);
        }
    }

    private async Task<List<Edit>> PastAsync(ConnectionKey key, PastKeys account, StoredLink stored, CancellationToken cancellationToken)
    {
        var edits = new List<Edit> { new(stored.Row.RowKey, stored.Row, null) { IsLogged = false } };
        foreach (var (hash, past) in await KnownAsync(key, stored.Link, cancellationToken))
        {
            var name = account.Item(key.Id, hash);
            var before = await journal.FindAsync(key.Partition, name, cancellationToken);
            edits.Add(new Edit(name, before, LinkJson.Write(past)) { IsLogged = false });
        }

        return edits;
    }

    private async Task<IEnumerable<(string Hash, PastItem Past)>> KnownAsync(ConnectionKey key, Link link, CancellationToken cancellationToken)
    {
        if (link.State == LinkState.Erased)
        {
            return [(link.Contact, new PastItem(time.GetUtcNow(), null))];
        }

        if (await contacts.FindAsync(key.Tenant, ContactId.Personal(key.Owner, link.Contact), cancellationToken) is null)
        {
            return [];
        }

        var past = new PastItem(time.GetUtcNow(), link.Contact)
        {
            IsUnlinked = link.State == LinkState.Unlinked,
            Create = OpenCreateOf(key, link),
            Groups = link.Item?.Groups ?? [],
            Renamed = link.Renamed,
        };
        var ids = link.Item is { } item ? item.PreviousIds.Prepend(item.Id) : [];
        var names = ids.Select(new LinkKeys(key.Id).ContactOf).Concat(IsAwaited(link, past) ? [link.Contact] : []);
        return names.Distinct(StringComparer.Ordinal).Select(name => (name, past));
    }

    private static OpenCreate? OpenCreateOf(ConnectionKey key, Link link) =>
        link is { State: LinkState.Creating, CreateSent: { } sent } ? new OpenCreate(link.SentBy ?? key.Id, link.Creates, sent) : null;

    /// <summary>Whether there is or may be an item of the contact, which no later connection shall make a second time.</summary>
    private static bool IsAwaited(Link link, PastItem past) =>
        past.Create is not null || link.Missed is not null || link.State is LinkState.Linked or LinkState.Aside or LinkState.Unlinked;

    private Links.Links LinksOf(ConnectionKey key) => new(new OwnerRows(journal, key.Partition), new LinkKeys(key.Id));

    /// <summary>A row that somebody changed meanwhile is met again: the message comes back.</summary>
    private async Task CommitAsync(ConnectionKey key, IReadOnlyList<Edit> edits, CancellationToken cancellationToken)
    {
        if (!(await journal.CommitAsync(key.Partition, Operation.New($"connection:{key.Id}"), edits, cancellationToken)).IsStored)
        {
            throw new SyncLeaseLostException();
        }
    }

    private IAsyncEnumerable<StoredRow> RowsAsync(ConnectionKey key, RowKind kind, CancellationToken cancellationToken) =>
        table.RangeAsync(key.Partition.Key, kind.Key($"{key.Id}~"), kind.Key($"{key.Id}~~"), cancellationToken);
}
