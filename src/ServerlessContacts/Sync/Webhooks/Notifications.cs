using ServerlessContacts.Store;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>
/// Takes what providers tell: checks that it is they who tell it, notes what they want, and puts the connection into the queue. Who guesses learns nothing: what is not ours and what
/// does not carry the secret is dropped without a word.
/// </summary>
public sealed class Notifications(SubscriptionStore store, ProviderCatalog providers, Nudges nudges)
{
    /// <summary>Each costs a look into storage, for whoever sends it. Of more than that in one body the polls find the rest.</summary>
    private const int MostSubscriptions = 100;

    /// <summary>False where the body holds no notifications of the provider.</summary>
    public async Task<bool> TryReceiveAsync(string provider, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (providers.Find(provider)?.Notifications?.Read(body) is not { } told)
        {
            return false;
        }

        await ReceiveAsync(told, cancellationToken);
        return true;
    }

    public async Task ReceiveAsync(IEnumerable<Notification> notifications, CancellationToken cancellationToken)
    {
        foreach (var told in notifications.GroupBy(notification => notification.Subscription, StringComparer.Ordinal).Take(MostSubscriptions))
        {
            await ReceiveAsync(told.Key, [.. told], cancellationToken);
        }
    }

    private async Task ReceiveAsync(string subscription, IReadOnlyList<Notification> told, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict("A subscription"); ; retry.Again())
        {
            if (await store.FindAsync(subscription, cancellationToken) is not var (key, stored)
                || told.Where(one => stored.Subscription.IsSecret(one.ClientState)).ToList() is not { Count: > 0 } ours)
            {
                return;
            }

            if (await NoteAsync(key, stored, ours, cancellationToken))
            {
                await nudges.SendAsync(key, cancellationToken);
                return;
            }
        }
    }

    /// <summary>False where the subscription has changed since it was read.</summary>
    private async Task<bool> NoteAsync(ConnectionKey key, StoredSubscription stored, IReadOnlyList<Notification> told, CancellationToken cancellationToken)
    {
        var noted = told.Aggregate(stored.Subscription, Noted);
        return noted == stored.Subscription || await store.SaveAsync(key, stored, noted, cancellationToken);
    }

    private static Subscription Noted(Subscription subscription, Notification told) => told.Kind switch
    {
        NotificationKind.SubscriptionRemoved => subscription with { Wish = SubscriptionWish.Replace },
        NotificationKind.ReauthorizationRequired when subscription.Wish == SubscriptionWish.None => subscription with { Wish = SubscriptionWish.Renew },
        NotificationKind.Missed => subscription with { HasMissed = true },
        _ => subscription,
    };
}
