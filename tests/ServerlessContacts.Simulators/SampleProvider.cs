using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Simulators.OAuth;
using ServerlessContacts.Simulators.Samples;

namespace ServerlessContacts.Simulators;

/// <summary>A simulated provider with one account that knows a few people, and the settings that point a service at it.</summary>
public sealed class SampleProvider : IAsyncDisposable
{
    private readonly SimulatorHost server;
    private readonly IAsyncDisposable? api;

    private SampleProvider(SimulatorHost server, SimulatedAccount account, IAsyncDisposable? api) => (this.server, Account, this.api) = (server, account, api);

    public Uri Address => server.Address;

    public SimulatedAccount Account { get; }

    /// <summary>As environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <param name="port">0 for one that is free.</param>
    public static async Task<SampleProvider> GoogleAsync(int port, TimeProvider time)
    {
        var accounts = new SimulatedAccounts(time);
        var (signIn, people) = (new SignInSimulator(accounts, time, SignInDialect.Google), new GooglePeopleSimulator(accounts, time));
        var hana = accounts.Add("hana@google.example", "Hana Mori");
        SampleGoogleBook.Fill(people.Book(hana), SamplePeople.OfGoogle);
        var host = await SimulatorHost.StartAsync(port, signIn.Map, people.Map);
        return new SampleProvider(host, hana, api: null)
        {
            Settings = Named("Google", signIn, ("BaseUrl", host.Address), ("AuthorizeUrl", new Uri(host.Address, signIn.Paths.Authorize)), ("TokenUrl", new Uri(host.Address, signIn.Paths.Token))),
        };
    }

    /// <param name="port">0 for one that is free.</param>
    public static async Task<SampleProvider> MicrosoftAsync(int port, TimeProvider time)
    {
        var accounts = new SimulatedAccounts(time);
        var (signIn, graph) = (new SignInSimulator(accounts, time, SignInDialect.Microsoft), new GraphSimulator(accounts, time));
        var hana = accounts.Add("hana@outlook.example", "Hana Mori");
        SampleMailbox.Fill(graph.Mailbox(hana), SamplePeople.OfMicrosoft);
        var host = await SimulatorHost.StartAsync(port, signIn.Map, graph.Map);
        return new SampleProvider(host, hana, graph)
        {
            Settings = Named("Microsoft", signIn, ("BaseUrl", new Uri(host.Address, "/v1.0")), ("Authority", new Uri(host.Address, "/common"))),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await (api?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static Dictionary<string, string> Named(string provider, SignInSimulator signIn, params (string Name, Uri Address)[] addresses)
    {
        var settings = addresses.ToDictionary(pair => pair.Name, pair => pair.Address.AbsoluteUri, StringComparer.Ordinal);
        (settings["ClientId"], settings["ClientSecret"]) = (signIn.ClientId, signIn.ClientSecret);
        return settings.ToDictionary(pair => $"Providers__{provider}__{pair.Key}", pair => pair.Value, StringComparer.Ordinal);
    }
}
