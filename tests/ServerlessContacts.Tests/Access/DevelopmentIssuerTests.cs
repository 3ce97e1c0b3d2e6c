using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using static ServerlessContacts.Access.AuthenticationResult;

namespace ServerlessContacts.Tests.Access;

public sealed class DevelopmentIssuerTests : IDisposable
{
    private static readonly DevelopmentToken Anna = new(new TenantId("demo"), new MemberId("anna"), BuiltInRole.Manager);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("access");
    private readonly SettableTime _time = new();

    private string KeyFile => Path.Combine(_folder.FullName, "keys", "development.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Its_tokens_are_accepted_for_more_than_eight_hours()
    {
        await using var services = Services(trusting: true);
        var token = services.GetRequiredService<DevelopmentIssuer>().Issue(Anna with { DisplayName = "Anna", Email = "anna@example.org" });

        _time.Now += TimeSpan.FromHours(8);
        var caller = Assert.IsType<Authenticated>(await PresentAsync(services, token)).Caller;

        Assert.Equal("demo/member:anna", caller.ToString());
        Assert.Equal([BuiltInRole.Manager], caller.Roles);
        Assert.Equal(("Anna", "anna@example.org"), (caller.DisplayName, caller.Email));

        _time.Now += TimeSpan.FromHours(5);
        Assert.Equal(new Refused(RefusalCode.TokenExpired), await PresentAsync(services, token));
    }

    [Fact]
    public async Task Tokens_made_before_a_restart_are_accepted_after_it()
    {
        using var before = new DevelopmentIssuer(KeyFile, _time);
        await using var after = Services(trusting: true);

        Assert.IsType<Authenticated>(await PresentAsync(after, before.Issue(Anna)));
    }

    [Fact]
    public async Task The_key_of_another_machine_is_refused()
    {
        using var other = new DevelopmentIssuer(Path.Combine(_folder.FullName, "other.pem"), _time);
        await using var services = Services(trusting: true);

        Assert.Equal(new Refused(RefusalCode.TokenKeyUnknown), await PresentAsync(services, other.Issue(Anna)));
    }

    [Fact]
    public async Task No_setting_makes_a_deployed_service_trust_it()
    {
        using var issuer = new DevelopmentIssuer(KeyFile, _time);
        await using var services = Services(trusting: false);

        Assert.Equal(new Refused(RefusalCode.TokenIssuer), await PresentAsync(services, issuer.Issue(Anna)));
        Assert.Throws<SettingException>(() => Services(trusting: false, ("Authentication:Issuer", DevelopmentIssuer.Name)));
    }

    [Fact]
    public void A_role_that_does_not_exist_is_not_signed()
    {
        using var issuer = new DevelopmentIssuer(KeyFile, _time);

        Assert.Throws<ArgumentException>(() => issuer.Issue(Anna with { Role = "owner" }));
    }

    [Fact]
    public void The_key_file_is_its_owners_alone()
    {
        using var issuer = new DevelopmentIssuer(KeyFile, _time);

        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", File.ReadAllText(KeyFile), StringComparison.Ordinal);
        Assert.Equal([KeyFile], System.IO.Directory.GetFiles(Path.GetDirectoryName(KeyFile)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    [Fact]
    public async Task Processes_that_start_together_share_one_key()
    {
        var issuers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new DevelopmentIssuer(KeyFile, _time))));
        await using var services = Services(trusting: true);

        foreach (var issuer in issuers)
        {
            Assert.IsType<Authenticated>(await PresentAsync(services, issuer.Issue(Anna)));
            issuer.Dispose();
        }

        Assert.Single(System.IO.Directory.GetFiles(Path.GetDirectoryName(KeyFile)!));
    }

    private ServiceProvider Services(bool trusting, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddAccess(configuration);
        services.AddSingleton<ApplicationKeyLookup>((_, _, _) => new(result: null));
        if (trusting)
        {
            services.AddDevelopmentIssuer(KeyFile);
        }

        return services.BuildServiceProvider(validateScopes: true);
    }

    private static async Task<AuthenticationResult> PresentAsync(IServiceProvider services, string token) =>
        await services.GetRequiredService<Authenticator>().AuthenticateAsync($"Bearer {token}", apiKey: null, CancellationToken.None);
}
