using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>Reads every answer whole within the time-out, and turns whatever goes wrong into a <see cref="ProviderException"/>.</summary>
internal sealed class FaultHandler(TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    /// <summary>Far above a page of contacts with long notes; keeps a broken answer from filling the memory.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SyncTelemetry.CallAsync(MicrosoftProvider.ProviderName, () => TranslateAsync(request, cancellationToken));

    private async Task<HttpResponseMessage> TranslateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await ReadAsync(request, either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(ProviderFault.Unavailable, $"Microsoft Graph did not answer within {timeout}.", inner: late);
        }
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new ProviderException(
                ProviderFault.Rejected, $"Microsoft Graph answered with more than {MostBytes} bytes.", inner: tooLarge);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new ProviderException(ProviderFault.Unavailable, $"Microsoft Graph could not be reached: {failure.Message}", inner: failure);
        }
    }

    private async Task<HttpResponseMessage> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            throw GraphFailure.Of(response, body, time.GetUtcNow());
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
