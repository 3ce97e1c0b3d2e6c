using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Sync;

/// <summary>What a message brings about: a run, and what belongs around it.</summary>
public sealed class SyncTurn(SyncRunner runner, MissedNotifications missed, Subscriptions subscriptions)
{
    public async Task RunAsync(SyncMessage message, CancellationToken cancellationToken)
    {
        if (TenantId.TryParse(message.Tenant, out var tenant) && MemberId.TryParse(message.Member, out var owner))
        {
            var key = new ConnectionKey(tenant, owner, message.Connection);
            await missed.MendAsync(key, cancellationToken);
            await runner.RunAsync(message, cancellationToken);
            await subscriptions.TendAsync(key, cancellationToken);
        }
    }
}
