using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.SignIn;

/// <summary>Two texts that nobody can guess: what comes back from the provider's page with the code, and what the code is worth nothing without (RFC 7636).</summary>
internal readonly record struct SignInSecrets(string State, string Verifier)
{
    /// <summary>256 bits each.</summary>
    private const int Bytes = 32;

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static SignInSecrets New() => new(Draw(), Draw());

    /// <summary>What is kept of a state: whoever reads it cannot answer with it.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public override string ToString() => "…";

    private static string Draw() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}

/// <summary>The address of a provider's consent page.</summary>
internal static class AuthorizeAddress
{
    public static string Of(OAuthSignIn client, Uri redirect, SignInSecrets secrets, string? account)
    {
        List<KeyValuePair<string, string?>> query =
        [
            new("response_type", "code"),
            new("client_id", client.ClientId),
            new("redirect_uri", redirect.AbsoluteUri),
            new("scope", client.Scope),
            new("state", secrets.State),
            new("code_challenge", secrets.Challenge),
            new("code_challenge_method", "S256"),
            .. client.Extras.Select(extra => KeyValuePair.Create(extra.Key, (string?)extra.Value)),
        ];
        if (account is not null)
        {
            query.Add(new("login_hint", account));
        }

        return QueryHelpers.AddQueryString(client.AuthorizeUrl, query);
    }
}
