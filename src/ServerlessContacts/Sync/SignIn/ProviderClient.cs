using Microsoft.Extensions.Configuration;
using ServerlessContacts.Store;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Sync.SignIn;

/// <summary>This service as one provider knows it, and where that provider's sign-in is.</summary>
public sealed record ProviderClient
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

    public override string ToString() => $"{Provider} at {TokenUrl}";
}

/// <summary>The settings <c>Providers:{Google|Microsoft}:…</c> and <c>PublicBaseUrl</c>. A provider without client id is not offered.</summary>
public sealed class ProviderClients
{
    private readonly Dictionary<string, ProviderClient> clients;

    private ProviderClients(IEnumerable<ProviderClient?> configured, Uri? redirect)
    {
        clients = configured.OfType<ProviderClient>().ToDictionary(client => client.Provider, StringComparer.Ordinal);
        RedirectUri = redirect;
    }

    /// <summary>Where providers send the member's browser back to, as it is registered with them; null where the service does not know its own address.</summary>
    public Uri? RedirectUri { get; }

    public static ProviderClients Read(IConfiguration configuration) =>
        new([Google(configuration.GetSection("Providers:Google")), Microsoft(configuration.GetSection("Providers:Microsoft"))], Callback(configuration["PublicBaseUrl"]));

    /// <summary>Null where the provider is not offered here.</summary>
    public ProviderClient? Find(string provider) => RedirectUri is null ? null : clients.GetValueOrDefault(provider);

    /// <summary>A refresh token comes with the first consent only, unless consent is asked for anew each time.</summary>
    private static ProviderClient? Google(IConfigurationSection section) => Client(section, ProviderNames.Google, client => client with
    {
        AuthorizeUrl = section["AuthorizeUrl"] ?? "https://accounts.google.com/o/oauth2/v2/auth",
        TokenUrl = section["TokenUrl"] ?? "https://oauth2.googleapis.com/token",
        Scope = "openid email https://www.googleapis.com/auth/contacts",
        ContactScope = "https://www.googleapis.com/auth/contacts",
        Extras = [new("access_type", "offline"), new("prompt", "consent"), new("include_granted_scopes", "true")],
    });

    /// <summary>No refresh token comes without <c>offline_access</c>.</summary>
    private static ProviderClient? Microsoft(IConfigurationSection section)
    {
        var authority = (section["Authority"] ?? "https://login.microsoftonline.com/common").TrimEnd('/');
        return Client(section, ProviderNames.Microsoft, client => client with
        {
            AuthorizeUrl = $"{authority}/oauth2/v2.0/authorize",
            TokenUrl = $"{authority}/oauth2/v2.0/token",
            Scope = "openid profile email offline_access https://graph.microsoft.com/Contacts.ReadWrite",
            ContactScope = "https://graph.microsoft.com/Contacts.ReadWrite",
            Extras = [new("response_mode", "query")],
        });
    }

    private static ProviderClient? Client(IConfigurationSection section, string provider, Func<ProviderClient, ProviderClient> complete)
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

        var client = complete(new ProviderClient { Provider = provider, AuthorizeUrl = "", TokenUrl = "", ClientId = id, ClientSecret = secret, Scope = "", ContactScope = "" });
        return IsSafe(client.AuthorizeUrl) && IsSafe(client.TokenUrl)
            ? client
            : throw new SettingException($"An address in {section.Path} must be an https URL (http only for this machine).");
    }

    /// <summary>Our secret goes there.</summary>
    private static bool IsSafe(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static Uri? Callback(string? publicBaseUrl) => publicBaseUrl switch
    {
        null or "" => null,
        _ when Uri.TryCreate(publicBaseUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" => new Uri($"{address.AbsoluteUri.TrimEnd('/')}/api/oauth/callback"),
        _ => throw new SettingException("PublicBaseUrl must be the URL under which callers reach the service."),
    };
}
