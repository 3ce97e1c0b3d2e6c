using Microsoft.IdentityModel.Protocols;

namespace ServerlessContacts.Access;

/// <summary>Fetches discovery documents and key sets: over https, or from this machine; no redirects; bounded in time and size.</summary>
internal sealed class DiscoveryDocuments : IDocumentRetriever, IDisposable
{
    // Real documents have a few kilobytes.
    private const int MaximumBytes = 1 << 20;

    private readonly HttpClient _http;

    public DiscoveryDocuments(TimeSpan timeout)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new HttpClient(handler) { Timeout = timeout, MaxResponseContentBufferSize = MaximumBytes };
    }

    public static bool MayFetch(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !MayFetch(uri))
        {
            throw new HttpRequestException($"{address} is not an https address.");
        }

        return await _http.GetStringAsync(uri, cancel);
    }

    public void Dispose() => _http.Dispose();
}
