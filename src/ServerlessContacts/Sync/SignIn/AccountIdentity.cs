using Microsoft.IdentityModel.JsonWebTokens;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Sync.SignIn;

/// <summary>Whose account it is, from the id token.</summary>
internal static class AccountIdentity
{
    private static readonly JsonWebTokenHandler Tokens = new();

    /// <summary>
    /// Null where the token is none, or was made for somebody else. Its signature is not looked at: it comes from the token endpoint itself, over TLS, in
    /// answer to our secret (OpenID Connect Core, 3.1.3.7, point 6).
    /// </summary>
    public static ConnectedAccount? Read(string? idToken, string clientId)
    {
        if (idToken is null || !Tokens.CanReadToken(idToken))
        {
            return null;
        }

        try
        {
            var token = Tokens.ReadJsonWebToken(idToken);
            return token.Audiences.Contains(clientId, StringComparer.Ordinal) ? Account(token) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ConnectedAccount? Account(JsonWebToken token) =>
        Text(token, "sub") is { } subject && (Text(token, "email") ?? Text(token, "preferred_username")) is { } name
            ? new ConnectedAccount($"{token.Issuer}#{subject}", name)
            : null;

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<string>(claim, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}
