using Microsoft.IdentityModel.JsonWebTokens;

namespace ServerlessContacts.Access;

/// <summary>The claims of a token as texts. A claim that should name one thing and names several names none.</summary>
internal readonly struct TokenClaims(JsonWebToken token)
{
    /// <summary>Whether an application signed in as itself: Entra's <c>idtyp</c>, or a subject that is its own client (RFC 9068 §2.2).</summary>
    public bool NameAnApplication =>
        Single("idtyp") == "app" || Single("sub") is { } subject && (subject == Single("client_id") || subject == Single("azp"));

    /// <summary>Whether the issuer says that it has seen the person at the address of the claim <c>email</c> (OpenID Connect Core §5.1).</summary>
    public bool HasVerifiedEmail => string.Equals(Single("email_verified"), "true", StringComparison.OrdinalIgnoreCase);

    public string? Single(string name) => All(name) is [var value] ? value : null;

    public string? FirstOf(IEnumerable<string> names) => names.Select(Single).FirstOrDefault(value => value is not null);

    public List<string> All(string name) =>
        [.. token.Claims.Where(claim => claim.Type == name && IsText(claim.ValueType)).Select(claim => claim.Value)];

    private static bool IsText(string valueType) =>
        valueType is not (JsonClaimValueTypes.Json or JsonClaimValueTypes.JsonArray or JsonClaimValueTypes.JsonNull);
}
