using Microsoft.AspNetCore.WebUtilities;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Simulators.OAuth;
using ServerlessContacts.Tests.Sync;

namespace ServerlessContacts.EndToEnd;

/// <summary>The simulated providers that a service is told to use, with sign-in and contacts, and a browser that visits them.</summary>
public sealed class SimulatedProviders : IAsyncDisposable
{
    private const string GooglePrefix = "/google";

    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly SimulatorHost host;
    private readonly Uri service;

    private SimulatedProviders(SimulatorHost host, Uri service, (SimulatedSignIn SignIn, GooglePeopleSimulator Contacts) google, (SimulatedSignIn SignIn, GraphSimulator Contacts) microsoft)
    {
        (this.host, this.service) = (host, service);
        (Google, People) = google;
        (Microsoft, Graph) = microsoft;
    }

    public SimulatedSignIn Google { get; }

    public SimulatedSignIn Microsoft { get; }

    public GooglePeopleSimulator People { get; }

    public GraphSimulator Graph { get; }

    /// <summary>How many requests both have had, those of people who sign in included.</summary>
    public int Requests => host.Requests;

    /// <summary>Those that a service is started with.</summary>
    public (string Name, string Value)[] Settings =>
    [
        .. Google.Settings(host.Address).Concat(Microsoft.Settings(host.Address)).Select(setting => (setting.Key, setting.Value!)),
        ("Providers:Google:BaseUrl", new Uri(host.Address, GooglePrefix).AbsoluteUri),
        ("Providers:Microsoft:BaseUrl", new Uri(host.Address, "/v1.0").AbsoluteUri),
        ("PublicBaseUrl", service.AbsoluteUri),
    ];

    /// <param name="time">What the providers go by.</param>
    /// <param name="service">Where they reach the service.</param>
    public static async Task<SimulatedProviders> StartAsync(TimeProvider time, Uri service)
    {
        var (google, microsoft) = (SimulatedSignIn.Of(SignInDialect.Google, time), SimulatedSignIn.Of(SignInDialect.Microsoft, time));
        var people = new GooglePeopleSimulator(google.Accounts, time) { Prefix = GooglePrefix };
        var graph = new GraphSimulator(microsoft.Accounts, time);
        var started = await SimulatorHost.StartAsync(0, google.Simulator.Map, microsoft.Simulator.Map, people.Map, graph.Map);
        return new SimulatedProviders(started, service, (google, people), (microsoft, graph));
    }

    /// <summary>Where the consent page sends the browser.</summary>
    public async Task<Uri> VisitAsync(string authorizeUrl)
    {
        using var page = await browser.GetAsync(authorizeUrl);
        return page.Headers.Location!;
    }

    /// <summary>What the consent page sends the browser back with: code or error, and state.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ConsentAsync(string authorizeUrl) =>
        QueryHelpers.ParseQuery((await VisitAsync(authorizeUrl)).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await Graph.DisposeAsync();
        await host.DisposeAsync();
    }
}
