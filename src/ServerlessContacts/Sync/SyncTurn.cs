using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Sync;

/// <summary>What a message brings about: a run, and what belongs around it.</summary>
public sealed class SyncTurn(SyncRunner runner, RunStore runs, MissedNotifications missed, Subscriptions subscriptions)
{
    public async Task RunAsync(SyncMessage message, CancellationToken cancellationToken)
    {
        if (TenantId.TryParse(message.Tenant, out var tenant) && MemberId.TryParse(message.Member, out var owner))
        {
            var key = new ConnectionKey(tenant, owner, message.Connection);
            await missed.MendAsync(key, cancellationToken);
            await subscriptions.TendAsync(key, await IsAskedForAsync(key, message, cancellationToken), cancellationToken);
            await runner.RunAsync(message, cancellationToken);
            await subscriptions.RemindAsync(key, cancellationToken);
        }
    }

    /// <summary>Whether somebody wants the connection to run, and not only to see what a run would do.</summary>
    private async Task<bool> IsAskedForAsync(ConnectionKey key, SyncMessage message, CancellationToken cancellationToken) =>
        message.Run is { } run && await runs.FindAsync(key, run, cancellationToken) is { Kind: RunKind.Sync, IsFinished: false };
}
