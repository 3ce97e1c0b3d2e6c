using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Simulators.Microsoft;

/// <summary>A simulated Microsoft Graph on a loopback port with Anna's mailbox, and a plain client that knows none of its rules.</summary>
public sealed class GraphRig : IAsyncDisposable
{
    private readonly SimulatorHost host;

    private GraphRig(SimulatorHost host, GraphSimulator graph, SimulatedAccounts accounts)
    {
        (this.host, Graph, Accounts) = (host, graph, accounts);
        Anna = accounts.Add("anna@contoso.example", "Anna Berg");
        Mailbox = graph.Mailbox(Anna);
        Token = accounts.IssueToken(Anna, TimeSpan.FromDays(30));
        Naive = Client(Token);
        Careful = Client(Token);
        Careful.DefaultRequestHeaders.Add("Prefer", "IdType=\"ImmutableId\"");
    }

    public GraphSimulator Graph { get; }

    public SimulatedAccounts Accounts { get; }

    public SimulatedAccount Anna { get; }

    public GraphMailbox Mailbox { get; }

    public string Token { get; }

    public HttpClient Naive { get; }

    /// <summary>One that asks for immutable ids.</summary>
    public HttpClient Careful { get; }

    public Uri BaseUrl => new(host.Address, "v1.0");

    public static async Task<GraphRig> StartAsync(TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var accounts = new SimulatedAccounts(clock);
        var graph = new GraphSimulator(accounts, clock);
        return new GraphRig(await SimulatorHost.StartAsync(0, graph.Map), graph, accounts);
    }

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    public async Task<(int Status, JsonObject Body)> SendAsync(HttpClient client, HttpMethod method, string path, string? json = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : $"{BaseUrl}/{path}");
        request.Content = json is null ? null : Body(json);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') ? Json(text) : []);
    }

    public Task<(int Status, JsonObject Body)> GetAsync(string path, HttpClient? client = null) => SendAsync(client ?? Careful, HttpMethod.Get, path);

    public async ValueTask DisposeAsync()
    {
        Naive.Dispose();
        Careful.Dispose();
        await Graph.DisposeAsync();
        await host.DisposeAsync();
    }

    private static HttpClient Client(string token) => new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
}
