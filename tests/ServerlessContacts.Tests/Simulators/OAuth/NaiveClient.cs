using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.OAuth;

namespace ServerlessContacts.Tests.Simulators.OAuth;

/// <summary>A client that does what a provider's documentation shows, and nothing clever; and the simulator that it talks to.</summary>
public sealed class NaiveClient : IAsyncDisposable
{
    public const string Redirect = "https://client.example/callback";
    public const string Verifier = "a-verifier-of-forty-three-characters-or-more-0";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly SimulatorHost host;
    private readonly SignInDialect dialect;

    private NaiveClient(SimulatorHost host, SignInSimulator simulator, SimulatedAccounts accounts, ManualTime time, SignInDialect dialect)
    {
        this.host = host;
        this.dialect = dialect;
        (Simulator, Accounts, Time) = (simulator, accounts, time);
    }

    public SignInSimulator Simulator { get; }

    public SimulatedAccounts Accounts { get; }

    public ManualTime Time { get; }

    public static async Task<NaiveClient> StartAsync(SignInDialect dialect)
    {
        var time = new ManualTime();
        var accounts = new SimulatedAccounts(time);
        accounts.Add("ben@example.com", "Ben");
        accounts.Add("anna@example.com", "Anna");
        var simulator = new SignInSimulator(accounts, time, dialect) { RedirectUris = [Redirect] };
        return new NaiveClient(await SimulatorHost.StartAsync(0, simulator.Map), simulator, accounts, time, dialect);
    }

    /// <summary>Visits the consent page; the given parameters replace the usual ones, and a null takes one away.</summary>
    public async Task<HttpResponseMessage> VisitAsync(params (string Name, string? Value)[] changes)
    {
        var query = Changed(
            [
                ("client_id", Simulator.ClientId),
                ("response_type", "code"),
                ("redirect_uri", Redirect),
                ("scope", dialect == SignInDialect.Google ? "openid email contacts" : "openid profile offline_access Contacts.ReadWrite"),
                ("state", "xyz"),
                ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))),
                ("code_challenge_method", "S256"),
                ("access_type", "offline"),
            ],
            changes);
        return await http.GetAsync(QueryHelpers.AddQueryString(new Uri(host.Address, Simulator.Paths.Authorize).AbsoluteUri, query!));
    }

    /// <summary>What the consent page sends back.</summary>
    public async Task<Dictionary<string, string>> ConsentAsync(params (string Name, string? Value)[] changes)
    {
        using var page = await VisitAsync(changes);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith(Redirect, page.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(page.Headers.Location.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }

    public async Task<string> CodeAsync(params (string Name, string? Value)[] changes) => (await ConsentAsync(changes))["code"];

    public Task<(HttpStatusCode Status, JsonObject Body)> ExchangeAsync(string code, params (string Name, string? Value)[] changes) => PostAsync(
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier)], changes);

    public Task<(HttpStatusCode Status, JsonObject Body)> RefreshAsync(string token) => PostAsync([("grant_type", "refresh_token"), ("refresh_token", token)]);

    /// <summary>A token answer, from consent to exchange.</summary>
    public async Task<JsonObject> SignInAsync(params (string Name, string? Value)[] changes) => (await ExchangeAsync(await CodeAsync(changes))).Body;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonObject Body)> PostAsync((string Name, string? Value)[] usual, params (string Name, string? Value)[] changes)
    {
        var form = Changed([.. usual, ("client_id", Simulator.ClientId), ("client_secret", Simulator.ClientSecret)], changes);
        using var content = new FormUrlEncodedContent(form!);
        using var answer = await http.PostAsync(new Uri(host.Address, Simulator.Paths.Token), content);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }

    private static Dictionary<string, string?> Changed((string Name, string? Value)[] usual, (string Name, string? Value)[] changes)
    {
        var all = usual.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            all[name] = value;
        }

        return all.Where(pair => pair.Value is not null).ToDictionary(StringComparer.Ordinal);
    }
}
