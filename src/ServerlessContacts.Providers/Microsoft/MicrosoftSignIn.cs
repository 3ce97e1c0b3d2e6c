using Microsoft.Extensions.Configuration;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>How members sign in at Microsoft: the settings <c>Providers:Microsoft:…</c>. The authority includes the tenant.</summary>
public static class MicrosoftSignIn
{
    private const string Contacts = "https://graph.microsoft.com/Contacts.ReadWrite";

    /// <summary>No refresh token comes without <c>offline_access</c>.</summary>
    public static OAuthSignIn? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(MicrosoftSettings.Section);
        var authority = (section["Authority"] ?? "https://login.microsoftonline.com/common").TrimEnd('/');
        return OAuthSignIn.Read(section, MicrosoftProvider.ProviderName, signIn => signIn with
        {
            AuthorizeUrl = $"{authority}/oauth2/v2.0/authorize",
            TokenUrl = $"{authority}/oauth2/v2.0/token",
            Scope = $"openid profile email offline_access {Contacts}",
            ContactScope = Contacts,
            Extras = [new("response_mode", "query")],
        });
    }
}
