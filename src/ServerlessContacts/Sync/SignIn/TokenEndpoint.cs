using ServerlessContacts.Sync.Providers;
namespace ServerlessContacts.Sync.SignIn;

/// <summary>Calls the token endpoints of providers: no redirects, bounded in time and size, and nothing of it in a log.</summary>
public sealed class TokenEndpoint : IDisposable
{
    /// <summary>They answer within a second; a member or a run waits for it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Real answers have a few kilobytes.</summary>
    private const int MostBytes = 256 * 1024;

    private readonly HttpClient http;

    public TokenEndpoint()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        http = new HttpClient(handler) { Timeout = Timeout, MaxResponseContentBufferSize = MostBytes };
    }

    /// <summary>Once and not again: a code that was used may be taken for stolen when it comes a second time.</summary>
    public Task<TokenAnswer> ExchangeAsync(OAuthSignIn client, Uri redirect, string code, string verifier, CancellationToken cancellationToken) => PostAsync(
        client,
        [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirect.AbsoluteUri), new("code_verifier", verifier)],
        cancellationToken);

    /// <summary>Tried twice where the first has no answer: a refresh token stays good when it is used.</summary>
    public async Task<TokenAnswer> RefreshAsync(OAuthSignIn client, string refreshToken, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)];
        var answer = await PostAsync(client, form, cancellationToken);
        return answer is TokenAnswer.Unavailable { MayRepeat: true } ? await PostAsync(client, form, cancellationToken) : answer;
    }

    public void Dispose() => http.Dispose();

    private async Task<TokenAnswer> PostAsync(OAuthSignIn client, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent([.. form, new("client_id", client.ClientId), new("client_secret", client.ClientSecret)]);
        try
        {
            using var response = await http.PostAsync(client.TokenUrl, content, cancellationToken);
            return TokenAnswers.Read(response.StatusCode, response.Headers.RetryAfter?.Delta, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException || IsTimeout(failed, cancellationToken))
        {
            return new TokenAnswer.Unavailable("no answer") { MayRepeat = true };
        }
    }

    private static bool IsTimeout(Exception failed, CancellationToken cancellationToken) =>
        failed is OperationCanceledException && !cancellationToken.IsCancellationRequested;
}
