using Microsoft.Extensions.Configuration;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>How members sign in at Google: the settings <c>Providers:Google:…</c>.</summary>
public static class GoogleSignIn
{
    private const string Contacts = "https://www.googleapis.com/auth/contacts";

    /// <summary>A refresh token comes with the first consent only, unless consent is asked for anew each time.</summary>
    public static OAuthSignIn? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(GoogleSettings.Section);
        return OAuthSignIn.Read(section, GoogleProvider.ProviderName, signIn => signIn with
        {
            AuthorizeUrl = section["AuthorizeUrl"] ?? "https://accounts.google.com/o/oauth2/v2/auth",
            TokenUrl = section["TokenUrl"] ?? "https://oauth2.googleapis.com/token",
            Scope = $"openid email {Contacts}",
            ContactScope = Contacts,
            Extras = [new("access_type", "offline"), new("prompt", "consent"), new("include_granted_scopes", "true")],
        });
    }
}
