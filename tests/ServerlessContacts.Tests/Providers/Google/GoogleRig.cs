using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Providers.Google;

/// <summary>A simulated Google over a real socket with one account, a plain client for naive callers, and the account as the product sees it.</summary>
internal sealed class GoogleRig : IAsyncDisposable
{
    private readonly SimulatorHost host;
    private readonly GoogleProvider provider;

    private GoogleRig(SimulatorHost host, SimulatedAccounts accounts, GooglePeopleSimulator simulator, ManualTime time, int pageSize)
    {
        this.host = host;
        (Accounts, Simulator, Time) = (accounts, simulator, time);
        Account = accounts.Add("aiko@example.jp", "Aiko Tanaka");
        Book = simulator.Book(Account);
        Token = accounts.IssueToken(Account, TimeSpan.FromDays(365));
        BaseUrl = new Uri(host.Address, "/google/");
        Http = new HttpClient { BaseAddress = BaseUrl };
        provider = new GoogleProvider(new GoogleSettings { BaseUrl = BaseUrl, PageSize = pageSize }, time);
        Contacts = provider.Open((_, _) => Task.FromResult(Token));
    }

    public SimulatedAccounts Accounts { get; }

    public GooglePeopleSimulator Simulator { get; }

    public ManualTime Time { get; }

    public SimulatedAccount Account { get; }

    public GoogleBook Book { get; }

    public string Token { get; set; }

    public Uri BaseUrl { get; }

    public HttpClient Http { get; }

    public IProvider Provider => provider;

    public IAccount Contacts { get; }

    public static async Task<GoogleRig> StartAsync(int pageSize = 500)
    {
        var time = new ManualTime();
        var accounts = new SimulatedAccounts(time);
        var simulator = new GooglePeopleSimulator(accounts, time) { Prefix = "/google" };
        return new GoogleRig(await SimulatorHost.StartAsync(0, simulator.Map), accounts, simulator, time, pageSize);
    }

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>The account with tokens of the test's choosing.</summary>
    public IAccount Open(AccessToken token) => provider.Open(token);

    /// <summary>What a client that knows no rules gets: the code and the body.</summary>
    public async Task<(int Code, JsonObject Body)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new("Bearer", Token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, Json(await response.Content.ReadAsStringAsync()));
    }

    public Task<(int Code, JsonObject Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        provider.Dispose();
        await host.DisposeAsync();
    }
}
