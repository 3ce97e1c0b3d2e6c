using Microsoft.Extensions.Configuration;
using ServerlessContacts.Store;

namespace ServerlessContacts.Sync.Providers;

/// <summary>This service as one provider knows it, and where that provider's sign-in is: OAuth 2.0 with PKCE, and an id token.</summary>
public sealed record OAuthSignIn
{
    public required string Provider { get; init; }

    public required string AuthorizeUrl { get; init; }

    public required string TokenUrl { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Never logged.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>All that is asked for.</summary>
    public required string Scope { get; init; }

    /// <summary>The one of it without which there is nothing to sync.</summary>
    public required string ContactScope { get; init; }

    /// <summary>What this provider's page wants beside what all want.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Extras { get; init; } = [];

    /// <summary>Reads <c>ClientId</c> and <c>ClientSecret</c> of a provider's section; null where one is missing: the provider is not
    /// offered.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="complete">Adds the provider's addresses and scopes.</param>
    /// <exception cref="SettingException">A setting is wrong; the message is one line for the operator.</exception>
    public static OAuthSignIn? Read(IConfigurationSection section, string provider, Func<OAuthSignIn, OAuthSignIn> complete)
    {
        if ((section["ClientId"], section["ClientSecret"]) is not ({ Length: > 0 } id, { Length: > 0 } secret))
        {
            return null;
        }

        // What the platform leaves there where the vault does not answer it.
        if (secret.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingException($"{section.Path}:ClientSecret refers to a secret in a vault that could not be read.");
        }

        var signIn = complete(new OAuthSignIn
        {
            Provider = provider,
            AuthorizeUrl = "",
            TokenUrl = "",
            ClientId = id,
            ClientSecret = secret,
            Scope = "",
            ContactScope = "",
        });
        return IsSafe(signIn.AuthorizeUrl) && IsSafe(signIn.TokenUrl)
            ? signIn
            : throw new SettingException($"An address in {section.Path} must be an https URL (http only for this machine).");
    }

    public override string ToString() => $"{Provider} at {TokenUrl}";

    /// <summary>Our secret goes there.</summary>
    private static bool IsSafe(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
