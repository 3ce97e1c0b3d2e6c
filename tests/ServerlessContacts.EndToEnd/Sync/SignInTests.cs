using System.Net;
using ServerlessContacts.EndToEnd.Api;

namespace ServerlessContacts.EndToEnd.Sync;

public sealed class SignInTests(ApiFixture fixture) : ConnectionTest(fixture)
{
    private readonly ApiFixture fixture = fixture;

    [Theory]
    [InlineData("google")]
    [InlineData("microsoft")]
    public async Task A_member_connects_an_account(string provider)
    {
        var answer = await Tenant.Anna.PostAsync("connections", Json($$"""{ "provider": "{{provider}}", "account": "zoe@example.com" }"""));
        var begun = answer.Json(HttpStatusCode.Created);
        Assert.Equal(("awaitingConsent", "zoe@example.com", answer.ETag), (begun.Text("status"), begun.Text("account"), begun.Text("etag")));
        Assert.Equal($"/api/connections/{begun.Text("id")}", answer.Headers["Location"]);
        var connected = (await AuthorizeAsync(Tenant.Anna, begun, await ConsentAsync(begun))).Json();
        Assert.Equal(("ready", "zoe@example.com", provider), (connected.Text("status"), connected.Text("account"), connected.Text("provider")));
        Assert.Equal(answer.ETag, connected.Text("etag"));
        Assert.False(connected.ContainsKey("authorizeUrl"));
        Assert.Equal(Known(connected), Known(await GetAsync(Tenant.Anna, Place(begun))));
        Assert.Equal(Known(connected), Known(Assert.Single((await GetAsync(Tenant.Anna, "connections")).List("items"))));
        Assert.Equal("""{"direction":"twoWay","visibility":"owner","deletePolicy":"delete","conflictRule":"newest","brake":{"share":0.2,"atLeast":5}}""", connected["settings"]!.ToJsonString());
        Assert.Equal("""{"inSync":0,"recent":{"added":0,"updated":0,"deleted":0},"review":0,"parked":0}""", connected["statistics"]!.ToJsonString());
        Assert.Equal("[]", connected["availableGroups"]!.ToJsonString());
    }

    [Fact]
    public async Task The_provider_is_told_an_account_only_where_one_was_named()
    {
        Assert.Contains("login_hint=", (await BeginAsync(Tenant.Anna, account: "zoe@example.com")).Text("authorizeUrl"), StringComparison.Ordinal);
        Assert.DoesNotContain("login_hint", (await BeginAsync(Tenant.Anna)).Text("authorizeUrl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_member_got_back_is_refused_for_another()
    {
        var (annas, bens) = (await BeginAsync(Tenant.Anna), await BeginAsync(Tenant.Ben));
        var answer = await ConsentAsync(annas);
        (await AuthorizeAsync(Tenant.Ben, annas, answer)).Problem(404, "not-found");
        Assert.Equal("state-invalid", (await AuthorizeAsync(Tenant.Ben, bens, answer)).Problem(400, "invalid", "state").Text("code"));
        (await AuthorizeAsync(Tenant.Anna, annas, answer)).Is(HttpStatusCode.OK);
        Assert.Equal("awaitingConsent", (await GetAsync(Tenant.Ben, Place(bens))).Text("status"));
    }

    [Fact]
    public async Task A_state_is_refused_the_second_time()
    {
        var begun = await BeginAsync(Tenant.Anna);
        var answer = await ConsentAsync(begun);
        (await AuthorizeAsync(Tenant.Anna, begun, answer)).Is(HttpStatusCode.OK);
        Assert.Equal("state-invalid", (await AuthorizeAsync(Tenant.Anna, begun, answer)).Problem(400, "invalid", "state").Text("code"));
    }

    [Fact]
    public async Task A_forged_state_and_a_forged_code_are_refused()
    {
        var begun = await BeginAsync(Tenant.Anna);
        var answer = await ConsentAsync(begun);
        var (state, code) = (answer.Text("state"), answer.Text("code"));
        (await AuthorizeAsync(Tenant.Anna, begun, Json($$"""{ "code": "{{code}}", "state": "forged" }"""))).Problem(400, "invalid", "state");
        Assert.Equal("code-refused", (await AuthorizeAsync(Tenant.Anna, begun, Json($$"""{ "code": "forged", "state": "{{state}}" }"""))).Problem(400, "invalid", "code").Text("code"));
        (await AuthorizeAsync(Tenant.Anna, begun, answer)).Problem(400, "invalid", "state");
    }

    [Theory]
    [InlineData("""{ "code": "c" }""", "state")]
    [InlineData("""{ "error": "access_denied" }""", "state")]
    [InlineData("""{ "state": "s" }""", "code")]
    [InlineData("""{ "state": "s", "code": 5 }""", "code")]
    [InlineData("""{ "state": "s", "code": "c", "redirectUri": "https://elsewhere.example" }""", "redirectUri")]
    public async Task An_answer_that_is_none_is_told(string body, string field) =>
        (await AuthorizeAsync(Tenant.Anna, await BeginAsync(Tenant.Anna), Json(body))).Problem(400, "invalid", field);

    [Fact]
    public async Task A_denied_consent_is_told_and_may_be_asked_for_again()
    {
        var begun = await BeginAsync(Tenant.Anna, "microsoft", "nobody@example.com");
        var denied = await ConsentAsync(begun);
        Assert.Equal("access_denied", denied.Text("error"));
        (await AuthorizeAsync(Tenant.Anna, begun, denied)).Problem(409, "consent-denied");
        var seen = await GetAsync(Tenant.Anna, Place(begun));
        Assert.Equal(("awaitingConsent", "consent-denied"), (seen.Text("status"), seen["problem"]!.Text("code")));
        var again = (await AuthorizeAsync(Tenant.Anna, begun)).Json();
        Assert.NotEqual(begun.Text("authorizeUrl"), again.Text("authorizeUrl"));
        (await AuthorizeAsync(Tenant.Anna, begun, await ConsentAsync(again))).Problem(409, "consent-denied");
    }

    [Fact]
    public async Task An_account_is_connected_once()
    {
        await ConnectAsync(Tenant.Anna);
        var second = await BeginAsync(Tenant.Anna);
        (await AuthorizeAsync(Tenant.Anna, second, await ConsentAsync(second))).Problem(409, "account-connected");
        await ConnectAsync(Tenant.Anna, "microsoft");
        await ConnectAsync(Tenant.Ben);
    }

    [Fact]
    public async Task A_repeated_request_is_one_connection_and_one_sign_in()
    {
        var wanted = Json("""{ "provider": "google" }""");
        var first = (await Tenant.Anna.PostAsync("connections", wanted.DeepClone(), ("Idempotency-Key", "k"))).Json(HttpStatusCode.Created);
        var begun = (await Tenant.Anna.PostAsync("connections", wanted.DeepClone(), ("Idempotency-Key", "k"))).Json(HttpStatusCode.Created);
        Assert.Equal(first.Text("id"), begun.Text("id"));
        Assert.NotEqual(first.Text("id"), (await Tenant.Ben.PostAsync("connections", wanted, ("Idempotency-Key", "k"))).Json(HttpStatusCode.Created).Text("id"));
        var answer = await ConsentAsync(begun);
        foreach (var _ in new[] { 1, 2 })
        {
            (await Tenant.Anna.PostAsync($"{Place(begun)}/authorize", answer.DeepClone(), ("Idempotency-Key", "a"))).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_state_is_refused_after_its_time()
    {
        var time = new LateClock();
        await using var host = await ServiceHost.StartAsync(fixture.Storage, time, Providers.Settings);
        var anna = host.WithToken(host.Issuer.Token(new()
        {
            ["tid"] = Tenant.Id.Value,
            ["oid"] = "anna",
            ["exp"] = time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
        }));
        var (early, late) = (await BeginAsync(anna), await BeginAsync(anna, "microsoft"));
        time.Lateness = TimeSpan.FromMinutes(9);
        (await AuthorizeAsync(anna, early, await ConsentAsync(early))).Is(HttpStatusCode.OK);
        time.Lateness = TimeSpan.FromMinutes(10);
        (await AuthorizeAsync(anna, late, await ConsentAsync(late))).Problem(400, "invalid", "state");
    }

    /// <summary>The true time, and so much later.</summary>
    private sealed class LateClock : TimeProvider
    {
        public TimeSpan Lateness { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Lateness;
    }
}
