using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Sync.Connections;

/// <summary>Connections are due when they say so, and are found by their subscriptions, again.</summary>
public sealed class RestoredConnections(ConnectionStore connections, DueConnections due, SubscriptionStore subscriptions)
{
    public async Task RunAsync(Partition partition, CancellationToken cancellationToken)
    {
        if (!partition.IsMember || !KeyText.TryDecode(partition.Place[1..], out var owner) || !MemberId.TryParse(owner, out var member))
        {
            return;
        }

        await foreach (var stored in connections.AllAsync(partition.Tenant, member, cancellationToken))
        {
            if (stored.Standing.Due is { } time)
            {
                await due.AddAsync(stored.Key, time, cancellationToken);
            }

            await subscriptions.RestoredAsync(stored.Key, cancellationToken);
        }
    }
}
