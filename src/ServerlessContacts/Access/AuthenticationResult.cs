namespace ServerlessContacts.Access;

/// <summary>What became of the credentials of a request.</summary>
public abstract record AuthenticationResult
{
    private AuthenticationResult()
    {
    }

    public sealed record Authenticated(Caller Caller) : AuthenticationResult;

    /// <summary>To be answered 401; the code is one of <see cref="RefusalCode"/> and all that the caller is told.</summary>
    public sealed record Refused(string Code) : AuthenticationResult;

    /// <summary>To be answered 503: the credentials can be neither accepted nor refused until the issuer answers again.</summary>
    public sealed record Unavailable(string Code) : AuthenticationResult;
}

/// <summary>Why credentials were not accepted: stable names, safe to log and to return.</summary>
public static class RefusalCode
{
    public const string CredentialsMissing = "credentials-missing";
    public const string CredentialsAmbiguous = "credentials-ambiguous";
    public const string CredentialsMalformed = "credentials-malformed";

    public const string TokenMalformed = "token-malformed";
    public const string TokenAlgorithm = "token-algorithm";
    public const string TokenIssuer = "token-issuer";
    public const string TokenKeyUnknown = "token-key-unknown";
    public const string TokenSignature = "token-signature";
    public const string TokenAudience = "token-audience";
    public const string TokenWithoutExpiry = "token-without-expiry";
    public const string TokenExpired = "token-expired";
    public const string TokenNotYetValid = "token-not-yet-valid";
    public const string TokenTenant = "token-tenant";
    public const string TokenMember = "token-member";
    public const string TokenRole = "token-role";
    public const string IssuerUnavailable = "issuer-unavailable";

    public const string KeyMalformed = "key-malformed";

    /// <summary>No such key, or not its secret: who guesses learns nothing from the difference.</summary>
    public const string KeyUnknown = "key-unknown";
    public const string KeyRevoked = "key-revoked";
    public const string KeyExpired = "key-expired";
}
