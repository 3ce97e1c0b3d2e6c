using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessContacts.Simulators.OAuth;

/// <summary>
/// The sign-in of Google or of the Microsoft identity platform: a consent page that consents at once, and a token endpoint. Codes live ten minutes and work once,
/// PKCE with S256 is required, clients prove who they are, access tokens live an hour by the given clock.
/// </summary>
public sealed class SignInSimulator(SimulatedAccounts accounts, TimeProvider time, SignInDialect dialect)
{
    public static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(3600);

    private readonly Grants grants = new(time);
    private readonly IdTokens idTokens = new(dialect, time, TokenLife);
    private readonly SignInErrors errors = new(dialect, time);
    private int denials;
    private int lostAnswers;
    private int outages;
    private int tokenRequests;

    public string ClientId { get; init; } = "simulated-client";

    public string ClientSecret { get; init; } = "simulated-client-secret";

    /// <summary>Where the client may have people sent back to; empty for anywhere.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>A scope whose box people leave unticked.</summary>
    public string? WithheldScope { get; set; }

    /// <summary>The error that refreshing answers instead of a token: <c>interaction_required</c> or <c>consent_required</c>; null for none.</summary>
    public string? RefreshError { get; set; }

    /// <summary>How often a token was asked for, whatever the answer.</summary>
    public int TokenRequests => tokenRequests;

    /// <summary>The paths of authorize page and token endpoint.</summary>
    public (string Authorize, string Token) Paths => dialect == SignInDialect.Google
        ? ("/o/oauth2/v2/auth", "/token")
        : ("/common/oauth2/v2.0/authorize", "/common/oauth2/v2.0/token");

    public void Map(WebApplication app)
    {
        var (authorize, token) = dialect == SignInDialect.Google ? Paths : ("/{tenant}/oauth2/v2.0/authorize", "/{tenant}/oauth2/v2.0/token");
        app.MapGet(authorize, Authorize);
        app.MapPost(token, TokenAsync);
    }

    /// <summary>The next consent is refused.</summary>
    public void DenyNext() => Interlocked.Increment(ref denials);

    /// <summary>The next answers of the token endpoint are lost on the way; what they were about is done.</summary>
    public void LoseAnswers(int count) => Interlocked.Exchange(ref lostAnswers, count);

    /// <summary>The token endpoint answers the next requests with 503 and does nothing.</summary>
    public void FailNext(int count) => Interlocked.Exchange(ref outages, count);

    /// <summary>The refresh token that a consent to everything brings about, without a visit to the page.</summary>
    public string Grant(SimulatedAccount account, string scope)
    {
        grants.Consent(account);
        return grants.AddRefreshToken(new Grant(account, scope));
    }

    /// <summary>The person takes the consent back: refresh tokens and access tokens end.</summary>
    public void Withdraw(SimulatedAccount account)
    {
        grants.Withdraw(account);
        accounts.EndTokens(account);
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        string? redirect = query["redirect_uri"];
        if (query["client_id"] != ClientId || redirect is null || (RedirectUris.Count > 0 && !RedirectUris.Contains(redirect, StringComparer.Ordinal)))
        {
            return Results.Text("The client or its redirect address is not registered.", statusCode: StatusCodes.Status400BadRequest);
        }

        var answer = Consent(query, redirect);
        return Results.Redirect(QueryHelpers.AddQueryString(redirect, answer.Append(KeyValuePair.Create("state", (string?)query["state"]))));
    }

    private IEnumerable<KeyValuePair<string, string?>> Consent(IQueryCollection query, string redirect)
    {
        if (query["response_type"] != "code" || query["code_challenge_method"] != "S256" || string.IsNullOrEmpty(query["code_challenge"]))
        {
            return [new("error", "invalid_request")];
        }

        if (Account(query["login_hint"]) is not { } account || TakeOne(ref denials))
        {
            return [new("error", "access_denied")];
        }

        var scope = string.Join(' ', query["scope"].ToString().Split(' ').Where(one => one != WithheldScope));
        var code = grants.AddCode(new Grant(account, scope), redirect, query["code_challenge"]!, GivesRefreshToken(query, scope, grants.Consent(account)));
        return [new("code", code)];
    }

    private SimulatedAccount? Account(string? hint) =>
        string.IsNullOrEmpty(hint) ? accounts.All.OrderBy(account => account.Email, StringComparer.Ordinal).FirstOrDefault() : accounts.Find(hint);

    private bool GivesRefreshToken(IQueryCollection query, string scope, bool isFirst) => dialect == SignInDialect.Google
        ? query["access_type"] == "offline" && (isFirst || query["prompt"].ToString().Split(' ').Contains("consent", StringComparer.Ordinal))
        : scope.Split(' ').Contains("offline_access", StringComparer.Ordinal);

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        Interlocked.Increment(ref tokenRequests);
        if (TakeOne(ref outages))
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var answer = Token(request, await request.ReadFormAsync(request.HttpContext.RequestAborted));
        if (TakeOne(ref lostAnswers))
        {
            request.HttpContext.Abort();
        }

        return answer;
    }

    private IResult Token(HttpRequest request, IFormCollection form)
    {
        if (!IsClient(request.Headers.Authorization, form))
        {
            return errors.InvalidClient();
        }

        return form["grant_type"].ToString() switch
        {
            "authorization_code" => Exchange(form),
            "refresh_token" => Refresh(form),
            _ => errors.UnsupportedGrant(),
        };
    }

    /// <summary>By form, or by HTTP Basic.</summary>
    private bool IsClient(string? authorization, IFormCollection form) =>
        (form["client_id"] == ClientId && form["client_secret"] == ClientSecret)
        || authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"))}";

    private IResult Exchange(IFormCollection form)
    {
        if (grants.TakeCode(form["code"]) is not { } code)
        {
            return errors.CodeSpent();
        }

        if (form["redirect_uri"] != code.RedirectUri)
        {
            return errors.WrongRedirect();
        }

        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == code.Challenge
            ? Tokens(code.Grant, code.WithRefreshToken ? grants.AddRefreshToken(code.Grant) : null)
            : errors.WrongVerifier();
    }

    /// <summary>Microsoft gives a new refresh token each time, and the one before goes on; Google's stays the same.</summary>
    private IResult Refresh(IFormCollection form)
    {
        if (grants.FindByRefreshToken(form["refresh_token"]) is not { } grant)
        {
            return errors.GrantEnded();
        }

        return RefreshError switch
        {
            "interaction_required" => errors.InteractionRequired(),
            "consent_required" => errors.ConsentRequired(),
            _ => Tokens(grant, dialect == SignInDialect.Microsoft ? grants.AddRefreshToken(grant) : null),
        };
    }

    private IResult Tokens(Grant grant, string? refreshToken)
    {
        var answer = new Dictionary<string, object>
        {
            ["access_token"] = accounts.IssueToken(grant.Account, TokenLife),
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)TokenLife.TotalSeconds - 1,
            ["scope"] = string.Join(' ', grant.Scope.Split(' ').Where(scope => scope != "offline_access")),
        };
        if (grant.Scope.Split(' ').Contains("openid", StringComparer.Ordinal))
        {
            answer["id_token"] = idTokens.Of(grant, ClientId);
        }

        if (refreshToken is not null)
        {
            answer["refresh_token"] = refreshToken;
        }

        return Results.Json(answer);
    }

    private static bool TakeOne(ref int count)
    {
        if (Interlocked.Decrement(ref count) >= 0)
        {
            return true;
        }

        Interlocked.Increment(ref count);
        return false;
    }
}
