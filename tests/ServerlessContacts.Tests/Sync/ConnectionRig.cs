using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.OAuth;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.SignIn;
using ServerlessContacts.Sync.Webhooks;
using ServerlessContacts.Tests.Access;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync;

/// <summary>Connections over a table and a queue in memory, with the sign-in of both providers simulated behind a real socket. <see cref="Restart"/> stands for another instance.</summary>
public sealed class ConnectionRig : IWorkQueue<SyncMessage>, IAsyncDisposable
{
    public static readonly TenantId Demo = new("demo");
    public static readonly MemberId Anna = new("anna");
    public static readonly MemberId Ben = new("ben");

    private static readonly HttpClient Browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private readonly EphemeralDataProtectionProvider protection = new();
    private readonly TokenEndpoint endpoint = new();
    private readonly GoogleProvider google;
    private readonly MicrosoftProvider microsoft;
    private readonly ProviderCatalog providers;

    private ConnectionRig(ManualTime time, SimulatorHost host, SimulatedSignIn google, SimulatedSignIn microsoft)
    {
        (Time, Host, Google, Microsoft) = (time, host, google, microsoft);
        KeyValuePair<string, string?>[] settings = [.. google.Settings(host.Address), .. microsoft.Settings(host.Address), new("PublicBaseUrl", "https://contacts.example/")];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var graph = new MicrosoftSettings { BaseUrl = new Uri(host.Address, "/v1.0") };
        this.google = new GoogleProvider(new GoogleSettings(), time, GoogleSignIn.Read(configuration));
        this.microsoft = new MicrosoftProvider(graph, time, MicrosoftSignIn.Read(configuration));
        providers = new ProviderCatalog([this.google, this.microsoft], configuration["PublicBaseUrl"]);
        Restart();
    }

    public MemoryTable Table { get; } = new();

    public ManualTime Time { get; }

    public SimulatorHost Host { get; }

    public SimulatedSignIn Google { get; }

    public SimulatedSignIn Microsoft { get; }

    public RecordingLogger<AccessTokens> TokenLog { get; } = new();

    public RecordingLogger<SignIns> SignInLog { get; } = new();

    public List<SyncMessage> Messages { get; } = [];

    public ServerlessContacts.Sync.Connections.Connections Connections { get; private set; } = null!;

    public ConnectionStore Store { get; private set; } = null!;

    public DueConnections Due { get; private set; } = null!;

    public SecretStore Secrets { get; private set; } = null!;

    public AccessTokens Tokens { get; private set; } = null!;

    public SubscriptionStore Subscriptions { get; private set; } = null!;

    public Journal Journal { get; private set; } = null!;

    public static async Task<ConnectionRig> StartAsync()
    {
        var time = new ManualTime();
        var (google, microsoft) = (SimulatedSignIn.Of(SignInDialect.Google, time), SimulatedSignIn.Of(SignInDialect.Microsoft, time));
        return new ConnectionRig(time, await SimulatorHost.StartAsync(0, google.Simulator.Map, microsoft.Simulator.Map), google, microsoft);
    }

    public SimulatedSignIn Of(string provider) => provider == GoogleProvider.ProviderName ? Google : Microsoft;

    /// <summary>Services without any memory of what others did, over the table or one that misbehaves.</summary>
    public void Restart(ITable? table = null)
    {
        var over = table ?? Table;
        Journal = new Journal(over, Time);
        Due = new DueConnections(over, new NoWakeUps());
        Store = new ConnectionStore(over, Journal, Due);
        Secrets = new SecretStore(over, protection);
        Tokens = new AccessTokens(Store, Secrets, providers, endpoint, Time, TokenLog);
        var signIns = new SignIns(Store, Secrets, providers, endpoint, Tokens, Time, SignInLog);
        Subscriptions = new SubscriptionStore(over);
        var subscriptions = new Subscriptions(Subscriptions, Store, providers, Tokens, new WebhookAddresses("https://contacts.example/"), Time, new RecordingLogger<Subscriptions>());
        var quota = new ConnectionQuota(over, new KeptThings(over, new HousekeepingCalendar(over), Time), Store, new Limits(), Time);
        Connections = new(Store, quota, Journal, signIns, Secrets, Tokens, subscriptions, Due, this, Time, new RecordingLogger<ServerlessContacts.Sync.Connections.Connections>());
    }

    public Task SendAsync(SyncMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        Messages.Add(message);
        return Task.CompletedTask;
    }

    public static ConnectionKey Key(MemberId owner, StoredConnection connection) => new(Demo, owner, connection.Key.Id);

    public Task<ConnectionResult> TryCreateAsync(string provider = GoogleProvider.ProviderName, string? account = null, MemberId? owner = null, string? key = null) =>
        Connections.CreateAsync(Demo, owner ?? Anna, new NewConnection(provider, account, $"member:{owner ?? Anna}", key), default);

    /// <summary>A connection whose member has not signed in yet, and where they would.</summary>
    public async Task<(StoredConnection Connection, string AuthorizeUrl)> CreateAsync(string provider = GoogleProvider.ProviderName, string? account = null, MemberId? owner = null)
    {
        var made = Assert.IsType<ConnectionResult.Saved>(await TryCreateAsync(provider, account, owner));
        return (made.Connection, made.AuthorizeUrl!);
    }

    /// <summary>A connection whose member has signed in.</summary>
    public async Task<StoredConnection> ConnectAsync(string provider = GoogleProvider.ProviderName, string? account = null)
    {
        var (made, address) = await CreateAsync(provider, account);
        return Assert.IsType<ConnectionResult.Saved>(await AuthorizeAsync(made.Key, await VisitAsync(address))).Connection;
    }

    public Task<ConnectionResult> AuthorizeAsync(ConnectionKey key, SignInAnswer answer, MemberId? by = null) =>
        Connections.AuthorizeAsync(key, answer, $"member:{by ?? Anna}", default);

    /// <summary>What the provider's page sends a browser back with.</summary>
    public static async Task<SignInAnswer> VisitAsync(string address, string? idempotencyKey = null)
    {
        using var page = await Browser.GetAsync(address);
        var query = QueryHelpers.ParseQuery(page.Headers.Location!.Query);
        return new SignInAnswer(query["state"].ToString(), query.TryGetValue("code", out var code) ? code.ToString() : null, query.TryGetValue("error", out var error) ? error.ToString() : null, idempotencyKey);
    }

    public async Task<StoredConnection> FindAsync(ConnectionKey key) => (await Store.FindAsync(key, default))!;

    public async Task<string> RefreshTokenAsync(ConnectionKey key) => (await Secrets.FindAsync(key, default)).Secrets.RefreshToken!;

    /// <summary>All that is stored, keys and data, as text.</summary>
    public string Stored() =>
        string.Join('\n', Table.Dump().Select(row => $"{row.Partition} {row.Row.RowKey} {Encoding.UTF8.GetString(row.Row.Data.Span)} {Encoding.Latin1.GetString(row.Row.Data.Span)}"));

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public async ValueTask DisposeAsync()
    {
        endpoint.Dispose();
        google.Dispose();
        microsoft.Dispose();
        await Host.DisposeAsync();
    }
}
