using System.Net;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>
/// Downloads pictures. Their addresses come with contacts, so they are data: only Google's picture hosts and the API's own host are asked, without a
/// token, without following redirects, and never for more than a picture should be.
/// </summary>
internal sealed class GooglePhotos(GoogleSettings settings, TimeProvider time) : IDisposable
{
    /// <summary>Larger than any picture that Google keeps for a contact.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private const string PictureHost = "googleusercontent.com";

    /// <summary>Without it Google sends a picture of 100 pixels.</summary>
    private const string Size = "sz=720";

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The picture, or null where there is none any more.</summary>
    public async Task<ProviderPhoto?> DownloadAsync(string url, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsTrusted(address))
        {
            throw new ProviderException(ProviderFault.Rejected, "The picture lies on a host that is not Google's.");
        }

        return await SyncTelemetry.CallAsync(GoogleProvider.ProviderName, () => DownloadAsync(Sized(address), cancellationToken));
    }

    private async Task<ProviderPhoto?> DownloadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.CallTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? null : await ReadAsync(Demand(response), either.Token);
        }
        catch (Exception failure) when (GoogleErrors.IsLostAnswer(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw GoogleErrors.LostAnswer(failure);
        }
    }

    public void Dispose() => client.Dispose();

    private bool IsTrusted(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && IsPictureHost(address.IdnHost))
        || Uri.Compare(address, settings.BaseUrl, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri Sized(Uri address) => new UriBuilder(address) { Query = address.Query.Length == 0 ? Size : $"{address.Query[1..]}&{Size}" }.Uri;

    private static bool IsPictureHost(string host) =>
        host.Equals(PictureHost, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + PictureHost, StringComparison.OrdinalIgnoreCase);

    private static HttpResponseMessage Demand(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        var fault = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => ProviderFault.Throttled,
            >= HttpStatusCode.InternalServerError => ProviderFault.Unavailable,
            _ => ProviderFault.Rejected,
        };
        throw new ProviderException(fault, $"Google answered {(int)response.StatusCode} for a picture.", response.Headers.RetryAfter?.Delta);
    }

    private static async Task<ProviderPhoto> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MostBytes)
            {
                throw new ProviderException(ProviderFault.Rejected, "The picture is larger than 4 MiB.");
            }
        }

        return new ProviderPhoto(bytes.ToArray(), response.Content.Headers.ContentType?.MediaType);
    }
}
