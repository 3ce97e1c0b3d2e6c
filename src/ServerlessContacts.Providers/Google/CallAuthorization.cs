using System.Net;
using System.Net.Http.Headers;
using Google.Apis.Http;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>The token of one call: attached to each try, renewed once where it was refused. Also keeps what an error's headers say, as the client does not.</summary>
internal sealed class CallAuthorization(AccessToken token, TimeProvider time) : IHttpExecuteInterceptor, IHttpUnsuccessfulResponseHandler
{
    private string? current;
    private bool isRenewed;

    public TimeSpan? RetryAfter { get; private set; }

    public async Task InterceptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        current ??= await token(refused: null, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", current);
    }

    /// <summary>True where the call is to be tried again.</summary>
    public async Task<bool> HandleResponseAsync(HandleUnsuccessfulResponseArgs args)
    {
        RetryAfter = Read(args.Response.Headers.RetryAfter);
        if (args.Response.StatusCode != HttpStatusCode.Unauthorized || isRenewed)
        {
            return false;
        }

        isRenewed = true;
        current = await token(current, args.CancellationToken);
        return true;
    }

    private TimeSpan? Read(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
