using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace ServerlessContacts.Sync.Providers.Microsoft;

/// <summary>A subscription that the service holds.</summary>
public sealed record GraphSubscription(string Id, DateTimeOffset Expires);

/// <summary>Where the service sends its notifications, and the secret by which they are recognised.</summary>
/// <param name="Lifecycle">Has to be named at once: it cannot be added later.</param>
/// <param name="ClientState">At most 128 characters.</param>
public sealed record GraphSubscriber(Uri Notifications, Uri Lifecycle, string ClientState);

/// <summary>
/// The change notifications of one mailbox's contacts. Each call may fail with a <see cref="ProviderException"/>: one that names a subscription
/// that is no more with <see cref="ProviderFault.Gone"/>, a new one whose addresses did not pass the handshake with <see cref="ProviderFault.Rejected"/>.
/// </summary>
public sealed class GraphSubscriptions
{
    /// <summary>The longest that the service grants for contacts is 10,080 minutes; an hour less, because the clocks differ.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10_080 - 60);

    private readonly GraphServiceClient client;

    internal GraphSubscriptions(GraphServiceClient client) => this.client = client;

    /// <summary>While this call is open the service calls both addresses with a token that they have to repeat.</summary>
    public async Task<GraphSubscription> CreateAsync(GraphSubscriber subscriber, DateTimeOffset expires, CancellationToken cancellationToken) =>
        Read(await client.Subscriptions.PostAsync(new Subscription
        {
            Resource = "me/contacts",
            ChangeType = "created,updated,deleted",
            NotificationUrl = subscriber.Notifications.AbsoluteUri,
            LifecycleNotificationUrl = subscriber.Lifecycle.AbsoluteUri,
            ClientState = subscriber.ClientState,
            ExpirationDateTime = expires,
        }, cancellationToken: cancellationToken));

    /// <summary>Also authorises it anew.</summary>
    public async Task<GraphSubscription> RenewAsync(string id, DateTimeOffset expires, CancellationToken cancellationToken) =>
        Read(await client.Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = expires }, cancellationToken: cancellationToken));

    public Task ReauthorizeAsync(string id, CancellationToken cancellationToken) =>
        client.Subscriptions[id].Reauthorize.PostAsync(cancellationToken: cancellationToken);

    /// <summary>One that is gone already is a success.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.Subscriptions[id].DeleteAsync(cancellationToken: cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            // It ran out, or the service removed it.
        }
    }

    private static GraphSubscription Read(Subscription? answer) => answer is { Id: { } id, ExpirationDateTime: { } expires }
        ? new GraphSubscription(id, expires)
        : throw new ProviderException(ProviderFault.Unavailable, "Microsoft Graph answered with a subscription that has no id or no end.");
}
