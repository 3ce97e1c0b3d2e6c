using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Providers;
using ServerlessContacts.Store;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Sync.SignIn;

public sealed class ProviderCatalogTests
{
    private static readonly (string Name, string Value)[] Registered =
    [
        ("PublicBaseUrl", "https://contacts.example"),
        ("Providers:Google:ClientId", "g"), ("Providers:Google:ClientSecret", "s"),
        ("Providers:Microsoft:ClientId", "m"), ("Providers:Microsoft:ClientSecret", "s"),
    ];

    [Fact]
    public void Providers_are_where_they_say_they_are()
    {
        var catalog = Read();
        Assert.Equal("https://contacts.example/api/oauth/callback", catalog.RedirectUri?.AbsoluteUri);
        Assert.Equal(
            ("https://accounts.google.com/o/oauth2/v2/auth", "https://oauth2.googleapis.com/token"),
            (catalog.FindSignIn("google")!.AuthorizeUrl, catalog.FindSignIn("google")!.TokenUrl));
        Assert.Equal(
            ("https://login.microsoftonline.com/common/oauth2/v2.0/authorize", "https://login.microsoftonline.com/common/oauth2/v2.0/token"),
            (catalog.FindSignIn("microsoft")!.AuthorizeUrl, catalog.FindSignIn("microsoft")!.TokenUrl));
    }

    [Fact]
    public void An_authority_includes_the_tenant()
    {
        var signIn = Read(("Providers:Microsoft:Authority", "https://login.microsoftonline.com/organizations/")).FindSignIn("microsoft")!;
        Assert.Equal("https://login.microsoftonline.com/organizations/oauth2/v2.0/token", signIn.TokenUrl);
    }

    [Theory]
    [InlineData("Providers:Google:ClientId", "google", false, true)]
    [InlineData("Providers:Microsoft:ClientSecret", "microsoft", false, true)]
    [InlineData("PublicBaseUrl", "google", false, false)]
    public void A_provider_without_registration_is_not_offered(string emptied, string provider, bool offered, bool otherOffered)
    {
        var catalog = Read((emptied, ""));
        Assert.Equal(offered, catalog.FindSignIn(provider) is not null);
        Assert.Equal(otherOffered, catalog.FindSignIn(provider == "google" ? "microsoft" : "google") is not null);
    }

    [Theory]
    [InlineData("Providers:Google:TokenUrl", "http://oauth2.example/token")]
    [InlineData("Providers:Google:AuthorizeUrl", "accounts.google.com")]
    [InlineData("Providers:Microsoft:Authority", "ftp://login.example/common")]
    public void A_secret_goes_nowhere_in_clear(string name, string value)
    {
        var wrong = Assert.Throws<SettingException>(() => Read((name, value)));
        Assert.Contains(name[..name.LastIndexOf(':')], wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_the_vault_did_not_give_is_none() => Assert.Equal(
        "Providers:Google:ClientSecret refers to a secret in a vault that could not be read.",
        Assert.Throws<SettingException>(() => Read(("Providers:Google:ClientSecret", "@Microsoft.KeyVault(SecretUri=https://kv.example/secrets/google-client-secret)"))).Message);

    [Theory]
    [InlineData("contacts.example")]
    [InlineData("ftp://contacts.example")]
    public void A_service_without_a_proper_address_is_refused(string address) =>
        Assert.StartsWith("PublicBaseUrl ", Assert.Throws<SettingException>(() => Read(("PublicBaseUrl", address))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_client_shows_no_secret() => Assert.DoesNotContain("ClientSecret", Read().FindSignIn("google")!.ToString(), StringComparison.Ordinal);

    private static ProviderCatalog Read(params (string Name, string Value)[] changes)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Registered.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .AddInMemoryCollection(changes.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(configuration)
            .AddProviders(configuration);
        using var provider = services.BuildServiceProvider();
        return new ProviderCatalog(provider.GetServices<IProvider>(), configuration["PublicBaseUrl"]);
    }
}
