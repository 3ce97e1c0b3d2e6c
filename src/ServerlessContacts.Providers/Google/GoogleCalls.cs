using Google;
using Google.Apis.PeopleService.v1;
using Google.Apis.Requests;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>Sends requests for one account: with its token, within a time, and with failures in the words of the engine.</summary>
internal sealed class GoogleCalls(PeopleServiceService service, AccessToken token, TimeSpan callTime, TimeProvider time)
{
    public PeopleServiceService Service => service;

    public Task<T> SendAsync<T>(ClientServiceRequest<T> request, CancellationToken cancellationToken) =>
        SyncTelemetry.CallAsync(GoogleProvider.ProviderName, () => TranslateAsync(request, cancellationToken));

    private async Task<T> TranslateAsync<T>(ClientServiceRequest<T> request, CancellationToken cancellationToken)
    {
        var authorization = new CallAuthorization(token, time);
        request.AddExecuteInterceptor(authorization);
        request.AddUnsuccessfulResponseHandler(authorization);
        using var limit = new CancellationTokenSource(callTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await request.ExecuteAsync(either.Token);
        }
        catch (GoogleApiException failure)
        {
            throw GoogleErrors.Translate(failure, authorization.RetryAfter);
        }
        catch (Exception failure) when (GoogleErrors.IsLostAnswer(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw GoogleErrors.LostAnswer(failure);
        }
    }
}
