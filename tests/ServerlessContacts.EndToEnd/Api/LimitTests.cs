using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Tests;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>How much a caller and an organisation may ask for and keep.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class LimitTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_caller_who_sends_too_many_requests_waits_and_nobody_else_does()
    {
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("Limits:CallerBurst", "20"), ("Limits:CallerRate", "1"));
        var (tenant, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => tenant.Anna.GetAsync("tenant")));
        var refused = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToList();
        // A place is free again after each second.
        Assert.InRange(refused.Count, 1, 40);
        Assert.All(refused, answer => Assert.InRange(int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 5));
        refused[0].Problem(429, "too-many-requests");
        (await tenant.Ben.GetAsync("tenant")).Is(HttpStatusCode.OK);
        (await other.Anna.GetAsync("tenant")).Is(HttpStatusCode.OK);
        await LocalHost.StorageHost.UntilAsync(async () => (await tenant.Anna.GetAsync("tenant")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_callers_of_an_organisation_share_a_limit()
    {
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("Limits:TenantBurst", "20"), ("Limits:TenantRate", "1"));
        var (tenant, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => tenant.As($"member{number}").GetAsync("tenant")));
        Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests), 1, 40);
        (await other.Anna.GetAsync("tenant")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_organisation_has_so_many_keys_and_a_revoked_one_makes_room()
    {
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("Limits:Keys", "2"));
        var tenant = await host.NewTenantAsync();
        using var heard = new Heard();
        var (first, wanted) = (await tenant.NewKeyAsync("search"), new JsonObject { ["name"] = "second", ["scopes"] = new JsonArray("search") });
        (await tenant.Administrator.PostAsync("keys", wanted.DeepClone(), ("Idempotency-Key", "k"))).Is(HttpStatusCode.Created);
        var refused = (await tenant.Administrator.PostAsync("keys", wanted.DeepClone())).Problem(409, "quota-reached");
        Assert.Equal("keys", refused.Text("limit"));
        AssertCounted(heard, "keys");
        (await tenant.Administrator.PostAsync("keys", wanted.DeepClone(), ("Idempotency-Key", "k"))).Is(HttpStatusCode.Created);
        (await tenant.Administrator.DeleteAsync($"keys/{first.Id}")).Is(HttpStatusCode.NoContent);
        (await tenant.Administrator.PostAsync("keys", wanted)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_member_and_all_members_have_so_many_connections_and_a_deleted_one_makes_room()
    {
        await using var providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri("http://127.0.0.1:1"));
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, [.. providers.Settings, ("Limits:ConnectionsOfMember", "2"), ("Limits:ConnectionsOfTenant", "3")]);
        var tenant = await host.NewTenantAsync();
        using var heard = new Heard();
        var first = await ConnectAsync(tenant.Anna);
        await ConnectAsync(tenant.Anna, "k");
        (await tenant.Anna.PostAsync("connections", Google())).Problem(409, "quota-reached");
        await ConnectAsync(tenant.Anna, "k");
        await ConnectAsync(tenant.Ben);
        (await tenant.Ben.PostAsync("connections", Google())).Problem(409, "quota-reached");
        AssertCounted(heard, "connections");
        (await tenant.Anna.DeleteAsync($"connections/{first}?contacts=keep", "*")).Is(HttpStatusCode.NoContent);
        await LocalHost.StorageHost.UntilAsync(async () => (await tenant.Ben.PostAsync("connections", Google())).Status == HttpStatusCode.Created);
    }

    [Fact]
    public async Task Many_requests_at_once_pass_no_quota()
    {
        await using var providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri("http://127.0.0.1:1"));
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, [.. providers.Settings, ("Limits:Keys", "2"), ("Limits:ConnectionsOfMember", "2")]);
        var tenant = await host.NewTenantAsync();
        var keys = await AtOnceAsync(() => tenant.Administrator.PostAsync("keys", new JsonObject { ["name"] = "k", ["scopes"] = new JsonArray("search") }));
        var connections = await AtOnceAsync(() => tenant.Anna.PostAsync("connections", Google()));
        Assert.InRange(keys, 0, 2);
        Assert.InRange(connections, 0, 2);
        Assert.Equal(keys, (int)(await tenant.Administrator.GetAsync("keys")).Json()["total"]!);
        Assert.Equal(connections, (int)(await tenant.Anna.GetAsync("connections")).Json()["total"]!);
    }

    private static async Task<int> AtOnceAsync(Func<Task<ApiAnswer>> request)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => request()));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        return answers.Count(answer => answer.Status == HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_organisation_sends_so_many_bytes_and_keeps_others_from_nothing()
    {
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("Limits:UploadBytes", "30"));
        var (tenant, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        using var heard = new Heard();
        (await SendAsync(tenant, "k1")).Is(HttpStatusCode.Created);
        (await SendAsync(tenant, "k2")).Is(HttpStatusCode.Created);
        (await SendAsync(tenant, "k3")).Problem(409, "quota-reached");
        AssertCounted(heard, "uploads");
        (await tenant.Anna.PostAsync("imports/uploads?scope=personal")).Problem(409, "quota-reached");
        (await SendAsync(tenant, "k2")).Is(HttpStatusCode.Created);
        (await SendAsync(other, "k1")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_organisation_has_so_many_imports_waiting()
    {
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("Limits:WaitingImports", "0"));
        var tenant = await host.NewTenantAsync();
        using var heard = new Heard();
        var refused = await SendAsync(tenant, "k1");
        refused.Problem(429, "imports-waiting");
        AssertCounted(heard, "imports");
        Assert.Equal("10", refused.Headers["Retry-After"]);
    }

    private static void AssertCounted(Heard heard, string limit) =>
        Assert.Contains(heard.Table(LimitTelemetry.Name), line => line.StartsWith(
            $"{LimitTelemetry.RequestsLimited} limit={limit}:", StringComparison.Ordinal));

    private static Task<ApiAnswer> SendAsync(TestTenant tenant, string key) => tenant.Anna.SendAsync(
        HttpMethod.Post, "imports?scope=personal&fileName=a.csv", new StringContent($"name,email\nA,{key}@x.example\n", Encoding.UTF8, "text/csv"), ("Idempotency-Key", key));

    private static JsonObject Google() => new() { ["provider"] = "google" };

    private static async Task<string> ConnectAsync(ApiClient caller, string? key = null) =>
        (await caller.PostAsync("connections", Google(), key is null ? [] : [("Idempotency-Key", key)])).Json(HttpStatusCode.Created).Text("id");
}
