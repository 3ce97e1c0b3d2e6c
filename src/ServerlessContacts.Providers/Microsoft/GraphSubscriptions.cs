using Microsoft.Graph.Models;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// The change notifications of mailboxes' contacts. Each call may fail with a <see cref="ProviderException"/>: one that names a subscription
/// that is no more with <see cref="ProviderFault.Gone"/>, a new one whose addresses did not pass the handshake with <see cref="ProviderFault.Rejected"/>.
/// </summary>
public sealed class GraphSubscriptions(MicrosoftProvider provider) : INotifications
{
    /// <summary>The longest that the service grants for contacts is 10,080 minutes; an hour less, because the clocks differ.</summary>
    public TimeSpan Longest { get; } = TimeSpan.FromMinutes(10_080 - 60);

    /// <summary>While this call is open the service calls both addresses with a token that they have to repeat.</summary>
    public async Task<ProviderSubscription> CreateAsync(
        AccessToken token, Subscriber subscriber, DateTimeOffset expires, CancellationToken cancellationToken) =>
        Read(await provider.Client(token).Subscriptions.PostAsync(new Subscription
        {
            Resource = "me/contacts",
            ChangeType = "created,updated,deleted",
            NotificationUrl = subscriber.Notifications.AbsoluteUri,
            LifecycleNotificationUrl = subscriber.Lifecycle.AbsoluteUri,
            ClientState = subscriber.ClientState,
            ExpirationDateTime = expires,
        }, cancellationToken: cancellationToken));

    /// <summary>Also authorises it anew.</summary>
    public async Task<ProviderSubscription> RenewAsync(
        AccessToken token, string id, DateTimeOffset expires, CancellationToken cancellationToken) =>
        Read(await provider.Client(token).Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = expires }, cancellationToken: cancellationToken));

    /// <summary>One that is gone already is a success.</summary>
    public async Task DeleteAsync(AccessToken token, string id, CancellationToken cancellationToken)
    {
        try
        {
            await provider.Client(token).Subscriptions[id].DeleteAsync(cancellationToken: cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            // It ran out, or the service removed it.
        }
    }

    public IReadOnlyList<Notification>? Read(ReadOnlyMemory<byte> body) => GraphNotifications.Read(body);

    private static ProviderSubscription Read(Subscription? answer) => answer is { Id: { } id, ExpirationDateTime: { } expires }
        ? new ProviderSubscription(id, expires)
        : throw new ProviderException(ProviderFault.Unavailable, "Microsoft Graph answered with a subscription that has no id or no end.");
}
