namespace ServerlessContacts.Sync.Providers;

/// <summary>A subscription that the provider holds for an account.</summary>
public sealed record ProviderSubscription(string Id, DateTimeOffset Expires);

/// <summary>Where a provider sends its notifications, and the secret by which they are recognised.</summary>
/// <param name="Notifications">Of changes.</param>
/// <param name="Lifecycle">Of what becomes of the subscription.</param>
/// <param name="ClientState">The secret: at most 128 characters.</param>
public sealed record Subscriber(Uri Notifications, Uri Lifecycle, string ClientState);

/// <summary>
/// The change notifications of a provider's accounts. Each call may fail with a <see cref="ProviderException"/>: one that names a
/// subscription that is no more with <see cref="ProviderFault.Gone"/>, a new one whose addresses did not pass the provider's check with
/// <see cref="ProviderFault.Rejected"/>.
/// </summary>
public interface INotifications
{
    /// <summary>The longest that the provider lets a subscription last.</summary>
    TimeSpan Longest { get; }

    /// <summary>While this call is open the provider may call both addresses.</summary>
    Task<ProviderSubscription> CreateAsync(
        AccessToken token, Subscriber subscriber, DateTimeOffset expires, CancellationToken cancellationToken);

    /// <summary>Lets it last longer; also authorises it anew.</summary>
    Task<ProviderSubscription> RenewAsync(AccessToken token, string id, DateTimeOffset expires, CancellationToken cancellationToken);

    /// <summary>Ends it. One that is gone already is a success.</summary>
    Task DeleteAsync(AccessToken token, string id, CancellationToken cancellationToken);

    /// <summary>The notifications of a body, those without a subscription left out; null where it is no such body. Pure.</summary>
    IReadOnlyList<Notification>? Read(ReadOnlyMemory<byte> body);
}
