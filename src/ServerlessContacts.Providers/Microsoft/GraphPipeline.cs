using System.Net;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// The SDK's client with this product's rules around every call: a time-out, failures as <see cref="ProviderException"/>, ids that survive
/// moves, tokens that are renewed once. What the SDK would do by itself, wait, repeat and follow redirects with the token, is left out.
/// </summary>
internal static class GraphPipeline
{
    public static SocketsHttpHandler Sockets() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        // So that a change of the service's addresses is noticed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    public static GraphServiceClient Client(MicrosoftSettings settings, AccessToken token, HttpMessageHandler sockets, TimeProvider time)
    {
        var fromSdk = GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not (RetryHandler or RedirectHandler));
        DelegatingHandler[] handlers = [new FaultHandler(settings.CallTimeout, time), new TokenHandler(token), new ImmutableIdHandler(), .. fromSdk];
        var http = GraphClientFactory.Create(handlers, finalHandler: sockets, disposeHandler: false);
        http.Timeout = Timeout.InfiniteTimeSpan;
        return new GraphServiceClient(http, new AnonymousAuthenticationProvider(), settings.BaseUrl.AbsoluteUri.TrimEnd('/'));
    }
}

/// <summary>Asks for ids that stay when a contact is moved between folders.</summary>
internal sealed class ImmutableIdHandler : DelegatingHandler
{
    public const string Wish = "IdType=\"ImmutableId\"";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValues("Prefer", out var wishes) || !wishes.Contains(Wish, StringComparer.Ordinal))
        {
            request.Headers.TryAddWithoutValidation("Prefer", Wish);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
