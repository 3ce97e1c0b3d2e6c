using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>Where providers reach this service; nowhere, where it does not know its own address or that is one that secrets must not be sent to.</summary>
public sealed class WebhookAddresses(string? publicBaseUrl)
{
    private readonly Uri? address = Uri.TryCreate(publicBaseUrl, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        ? new Uri(url.AbsoluteUri.TrimEnd('/') + "/api/webhooks/")
        : null;

    public bool AreKnown => address is not null;

    /// <param name="provider">Who is to send there.</param>
    /// <param name="secret">By which it is recognised.</param>
    public Subscriber For(string provider, string secret) => address is null
        ? throw new InvalidOperationException("The service does not know where it can be reached.")
        : new Subscriber(new Uri(address, $"{provider}/notifications"), new Uri(address, $"{provider}/lifecycle"), secret);
}
