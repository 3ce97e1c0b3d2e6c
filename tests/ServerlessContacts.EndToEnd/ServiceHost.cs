using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Functions;
using ServerlessContacts.LocalHost;
using ServerlessContacts.Tests.Access;
using ServerlessContacts.Tests.LocalHost;

namespace ServerlessContacts.EndToEnd;

/// <summary>
/// The whole service in this process: the function classes that are deployed, over a real socket, on the storage it is given, trusting an
/// OpenID Connect issuer of its own. Tests keep out of each other's way by using tenants of their own.
/// </summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private static readonly (string Name, string Value)[] Unlimited =
        [("Limits:CallerRate", "1000000"), ("Limits:CallerBurst", "1000000"), ("Limits:TenantRate", "1000000"), ("Limits:TenantBurst", "1000000")];

    private readonly LocalHostApplication application;
    private readonly string keyFile;

    private ServiceHost(LocalHostApplication application, LoopbackIssuer issuer, string keyFile)
    {
        this.application = application;
        this.keyFile = keyFile;
        Issuer = issuer;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(application.Url) };
    }

    public LoopbackIssuer Issuer { get; }

    /// <summary>Without credentials.</summary>
    public HttpClient Http { get; }

    public string Url => application.Url;

    public IServiceProvider Services => application.Services;

    /// <summary>What the host and the functions logged.</summary>
    public LogRecords Log => Services.GetRequiredService<LogRecords>();

    public static Task<ServiceHost> StartAsync(string storage, params (string Name, string Value)[] settings) => StartAsync(storage, TimeProvider.System, settings);

    public static Task<ServiceHost> StartAsync(string storage, TimeProvider time, params (string Name, string Value)[] settings) => StartAsync(storage, time, 0, settings);

    /// <summary>A port that nobody listens on, for a service whose address others have to know before it is started.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="storage">A connection string.</param>
    /// <param name="time">What the service goes by.</param>
    /// <param name="port">0 for one that is free.</param>
    /// <param name="settings">Beside those that every service here has.</param>
    public static async Task<ServiceHost> StartAsync(string storage, TimeProvider time, int port, params (string Name, string Value)[] settings)
    {
        var issuer = await LoopbackIssuer.StartAsync();
        var file = Path.Combine(Path.GetTempPath(), $"serverless-contacts-{Guid.NewGuid():N}", "development-key");
        (string, string)[] own =
        [
            ("Storage", storage),
            ("Authentication:Issuer", issuer.Issuer),
            ("Authentication:Audience", LoopbackIssuer.Audience),
            ("LocalHost:KeyFile", file),
            // Tests send more than anybody.
            .. Unlimited.Where(limit => !settings.Any(setting => setting.Name == limit.Name)),
        ];
        var built = LocalHostApplication.Build(new LocalHostOptions
        {
            Assemblies = [typeof(FunctionRegistration).Assembly],
            Port = port,
            Configuration = TestHost.Settings([.. own, .. settings]),
            ConfigureServices = (services, configuration) => Configure(services.AddSingleton(time), configuration),
            ConfigurePipeline = LocalService.ConfigurePipeline,
        });
        await built.StartAsync();
        return new ServiceHost(built, issuer, file);
    }

    /// <summary>A tenant that no other test has.</summary>
    public async Task<TestTenant> NewTenantAsync(string country = "JP")
    {
        var tenant = new TenantId($"t{Guid.NewGuid():N}");
        await Services.GetRequiredService<TenantStore>().EnsureAsync(tenant, $"Tenant {tenant}", country, CancellationToken.None);
        return new TestTenant(this, tenant);
    }

    /// <summary>Calls with the token of a member; their e-mail address is <c>{member}@{tenant}.example</c>.</summary>
    public ApiClient As(TenantId tenant, string member, string role = BuiltInRole.Member) => WithToken(TokenOf(tenant, member, role));

    public string TokenOf(TenantId tenant, string member, string role) => Issuer.Token(new()
    {
        ["tid"] = tenant.Value,
        ["oid"] = member,
        ["roles"] = new[] { role },
        ["name"] = member,
        ["email"] = $"{member}@{tenant}.example",
    });

    public ApiClient WithToken(string token) => new(Http, ("Authorization", $"Bearer {token}"));

    public ApiClient WithKey(string key) => new(Http, ("x-api-key", key));

    public ApiClient Anonymous() => new(Http);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await application.StopAsync();
        await application.DisposeAsync();
        await Issuer.DisposeAsync();
        if (Path.GetDirectoryName(keyFile) is { } folder && System.IO.Directory.Exists(folder))
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static void Configure(IServiceCollection services, IConfiguration configuration)
    {
        LocalService.Configure(services, configuration);
        services.AddLogging(logging => logging.ClearProviders())
            .AddSingleton<LogRecords>()
            .AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogRecords>());
    }
}
