using ServerlessContacts.Store;

namespace ServerlessContacts.Sync.Providers;

/// <summary>The providers of this service, and those of them that it is registered with.</summary>
public sealed class ProviderCatalog
{
    private readonly Dictionary<string, IProvider> providers;

    /// <param name="providers">All that the service knows.</param>
    /// <param name="publicBaseUrl">The setting <c>PublicBaseUrl</c>: under which callers reach the service; null where it is not set.</param>
    /// <exception cref="SettingException">It is no such address; the message is one line for the operator.</exception>
    public ProviderCatalog(IEnumerable<IProvider> providers, string? publicBaseUrl)
    {
        this.providers = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);
        RedirectUri = Callback(publicBaseUrl);
    }

    public IEnumerable<string> Names => providers.Keys;

    /// <summary>Where providers send the member's browser back to, as it is registered with them; null where the service does not know its own address.</summary>
    public Uri? RedirectUri { get; }

    /// <summary>Null where the service does not know the provider.</summary>
    public IProvider? Find(string name) => providers.GetValueOrDefault(name);

    /// <summary>Null where the provider is not offered here.</summary>
    public OAuthSignIn? FindSignIn(string name) => RedirectUri is null ? null : Find(name)?.SignIn;

    private static Uri? Callback(string? publicBaseUrl) => publicBaseUrl switch
    {
        null or "" => null,
        _ when Uri.TryCreate(publicBaseUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" =>
            new Uri($"{address.AbsoluteUri.TrimEnd('/')}/api/oauth/callback"),
        _ => throw new SettingException("PublicBaseUrl must be the URL under which callers reach the service."),
    };
}
