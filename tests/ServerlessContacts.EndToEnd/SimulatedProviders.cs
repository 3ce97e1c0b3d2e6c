using Microsoft.AspNetCore.WebUtilities;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.OAuth;
using ServerlessContacts.Tests.Sync;

namespace ServerlessContacts.EndToEnd;

/// <summary>The simulated providers that a service is told to use, and a browser that visits them.</summary>
public sealed class SimulatedProviders : IAsyncDisposable
{
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly SimulatorHost host;

    private SimulatedProviders(SimulatorHost host, SimulatedSignIn google, SimulatedSignIn microsoft)
    {
        this.host = host;
        (Google, Microsoft) = (google, microsoft);
    }

    public SimulatedSignIn Google { get; }

    public SimulatedSignIn Microsoft { get; }

    /// <summary>Those that a service is started with.</summary>
    public (string Name, string Value)[] Settings =>
    [
        .. Google.Settings(host.Address).Concat(Microsoft.Settings(host.Address)).Select(setting => (setting.Key, setting.Value!)),
        ("PublicBaseUrl", "https://contacts.example"),
    ];

    public static async Task<SimulatedProviders> StartAsync(TimeProvider time)
    {
        var (google, microsoft) = (SimulatedSignIn.Of(SignInDialect.Google, time), SimulatedSignIn.Of(SignInDialect.Microsoft, time));
        return new SimulatedProviders(await SimulatorHost.StartAsync(0, google.Simulator.Map, microsoft.Simulator.Map), google, microsoft);
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
        await host.DisposeAsync();
    }
}
