using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Sync;

/// <summary>What one connection has to do with a contact.</summary>
/// <param name="Connection">Which connection.</param>
/// <param name="State">How the contact stands to the provider's item.</param>
/// <param name="NotHeld">The values that stay here because the provider has no place for them, by their paths: <c>notes</c>, <c>phones[2]</c>. Null where the provider is not configured any more.</param>
/// <param name="Refused">Why the contact could not be handled and when it is tried again; null where nothing is wrong.</param>
public sealed record ContactConnection(StoredConnection Connection, LinkState State, IReadOnlyList<string>? NotHeld, Parked? Refused)
{
    /// <summary>The values of the provider's item that break a rule here and stay there.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The same with what they say, where the provider is configured.</summary>
    public IReadOnlyList<LeftOutValue> LeftOutValues { get; init; } = [];
}

/// <summary>Tells for one contact which of its owner's connections know it, and what of it they cannot hold. Asks no provider.</summary>
public sealed class ContactConnections(Journal journal, ConnectionStore connections, IAccounts accounts)
{
    /// <summary>Empty for contacts that nobody owns: they are never carried out.</summary>
    public async Task<IReadOnlyList<ContactConnection>> OfAsync(TenantId tenant, StoredContact contact, ContactRules rules, CancellationToken cancellationToken)
    {
        if (contact.Id.Owner is not { } owner)
        {
            return [];
        }

        var found = new List<ContactConnection>();
        var rows = new OwnerRows(journal, Partition.Member(tenant, owner));
        await foreach (var connection in connections.AllAsync(tenant, owner, cancellationToken).Where(stored => stored.Connection.Deleting is null))
        {
            var links = new Links.Links(rows, new LinkKeys(connection.Key.Id));
            if (await links.FindAsync(contact.Id.Unique, cancellationToken) is { Link.State: not (LinkState.Deleted or LinkState.Erased) } stored)
            {
                var refused = await RefusedAsync(rows, connection, contact, cancellationToken);
                var (notHeld, leftOut) = Compared(connection, contact, stored.Link, rules);
                found.Add(new ContactConnection(connection, stored.Link.State, notHeld, refused)
                {
                    LeftOut = stored.Link.LeftOut,
                    LeftOutValues = leftOut,
                });
            }
        }

        return found;
    }

    private (IReadOnlyList<string>? NotHeld, IReadOnlyList<LeftOutValue> LeftOut) Compared(
        StoredConnection connection, StoredContact contact, Link link, ContactRules rules)
    {
        if (accounts.Open(connection) is not var (_, account))
        {
            return (null, []);
        }

        var (views, here) = (new Views(account, rules), contact.Record.Contact);
        if (link.Item is not { } item)
        {
            return (ThreeWayMerge.Missing(here, views.Fitting(here)), []);
        }

        var said = views.Read(item);
        return (ThreeWayMerge.Missing(here, views.Fitting(here, said)), LeftOutValues.Of(said.LeftOut));
    }

    /// <summary>A create whose answer is still out is nothing that is wrong.</summary>
    private static async Task<Parked?> RefusedAsync(OwnerRows rows, StoredConnection connection, StoredContact contact, CancellationToken cancellationToken) =>
        await rows.FindAsync(Parked.KeyOf(connection.Key.Id, contact.Id.Unique), cancellationToken) is { } row && LinkJson.Read<Parked>(row.Data) is { Attempts: > 0 } parked ? parked : null;
}
