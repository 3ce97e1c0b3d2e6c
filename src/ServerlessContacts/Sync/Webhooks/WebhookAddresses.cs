using ServerlessContacts.Sync.Providers.Microsoft;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>Where providers reach this service; nowhere, where it does not know its own address or that is one that secrets must not be sent to.</summary>
public sealed class WebhookAddresses(string? publicBaseUrl)
{
    private readonly Uri? address = Uri.TryCreate(publicBaseUrl, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        ? new Uri(url.AbsoluteUri.TrimEnd('/') + "/api/webhooks/")
        : null;

    public bool AreKnown => address is not null;

    public GraphSubscriber Microsoft(string secret) => address is null
        ? throw new InvalidOperationException("The service does not know where it can be reached.")
        : new GraphSubscriber(new Uri(address, "microsoft/notifications"), new Uri(address, "microsoft/lifecycle"), secret);
}
