using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;

namespace ServerlessContacts.Access;

/// <summary>Finds the stored record of a key; null when the tenant has none of that id.</summary>
public delegate ValueTask<ApplicationKeyRecord?> ApplicationKeyLookup(TenantId tenant, string keyId, CancellationToken cancellationToken);

/// <summary>Turns the credentials of a request into a caller.</summary>
public sealed partial class Authenticator(
    TokenValidator tokens, ApplicationKeyLookup findKey, TimeProvider time, ILogger<Authenticator> logger)
{
    /// <param name="authorization">The header <c>Authorization</c>; null or empty when there is none, several values joined by commas.</param>
    /// <param name="apiKey">The header <c>x-api-key</c>, likewise.</param>
    /// <param name="cancellationToken">Ends the wait for the issuer or the store.</param>
    public async ValueTask<AuthenticationResult> AuthenticateAsync(string? authorization, string? apiKey, CancellationToken cancellationToken) =>
        (string.IsNullOrEmpty(authorization), string.IsNullOrEmpty(apiKey)) switch
        {
            (true, true) => new AuthenticationResult.Refused(RefusalCode.CredentialsMissing),
            (false, false) => new AuthenticationResult.Refused(RefusalCode.CredentialsAmbiguous),
            (false, true) => await AuthenticateTokenAsync(authorization!, cancellationToken),
            (true, false) => await AuthenticateKeyAsync(apiKey!, cancellationToken),
        };

    private ValueTask<AuthenticationResult> AuthenticateTokenAsync(string authorization, CancellationToken cancellationToken)
    {
        var parts = authorization.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [var scheme, var token] && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? tokens.ValidateAsync(token, cancellationToken)
            : new(new AuthenticationResult.Refused(RefusalCode.CredentialsMalformed));
    }

    private async ValueTask<AuthenticationResult> AuthenticateKeyAsync(string text, CancellationToken cancellationToken)
    {
        if (!ApplicationKey.TryParse(text, out var key))
        {
            return new AuthenticationResult.Refused(RefusalCode.KeyMalformed);
        }

        var record = await findKey(key.Tenant, key.Id, cancellationToken);
        var verdict = record?.Verify(key, time.GetUtcNow()) ?? KeyVerdict.WrongSecret;
        if (verdict == KeyVerdict.Valid)
        {
            return new AuthenticationResult.Authenticated(Caller.ForKey(key.Tenant, record!));
        }

        Log.KeyRefused(logger, key.Tenant, key.Id, verdict);
        return new AuthenticationResult.Refused(CodeOf(verdict));
    }

    private static string CodeOf(KeyVerdict verdict) => verdict switch
    {
        KeyVerdict.Revoked => RefusalCode.KeyRevoked,
        KeyVerdict.Expired => RefusalCode.KeyExpired,
        _ => RefusalCode.KeyUnknown,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Application key {Key} of tenant {Tenant} was refused: {Verdict}.")]
        public static partial void KeyRefused(ILogger logger, TenantId tenant, string key, KeyVerdict verdict);
    }
}
