using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>Has the next run list everything where the provider said that notifications were lost: as if nothing had been listed for an age.</summary>
public sealed class MissedNotifications(ITable table, SubscriptionStore store, TimeProvider time)
{
    private readonly PlainRows rows = new(table);

    /// <summary>Called before each run. While another works on the connection nothing is done; the message comes back then.</summary>
    public async Task MendAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken) is { Subscription.HasMissed: true } stored && await ForgetListingAsync(key, cancellationToken))
        {
            await store.SaveAsync(key, stored, stored.Subscription with { HasMissed = false }, cancellationToken);
        }
    }

    private async Task<bool> ForgetListingAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(key.Partition.Key, SyncState.Kind.Key(key.Id), cancellationToken) is not { } row)
        {
            return true;
        }

        var state = LinkJson.Read<SyncState>(row.Data);
        return (state.Holder is null || state.Until <= time.GetUtcNow())
            && await rows.ReplaceAsync(key.Partition.Key, row, LinkJson.Write(state with { LastFull = DateTimeOffset.MinValue }), cancellationToken) is not null;
    }
}
