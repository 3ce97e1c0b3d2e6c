using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;
using static ServerlessContacts.Access.AuthenticationResult;

namespace ServerlessContacts.Tests.Access;

public sealed class KeyRotationTests : IAsyncLifetime
{
    private static readonly Unavailable Unknowable = new(RefusalCode.IssuerUnavailable);

    private TokenFixture _fixture = null!;

    private LoopbackIssuer Issuer => _fixture.Issuer;

    public async Task InitializeAsync()
    {
        var time = new SettableTime();
        _fixture = new TokenFixture(await LoopbackIssuer.StartAsync(time), time);
    }

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await Issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_new_key_is_accepted_at_once_and_the_removed_one_no_longer()
    {
        var old = Issuer.Token("acme", "anna");
        await _fixture.AcceptAsync(old);
        Issuer.Keys = [IssuerKey.Es256("key-2")];
        Pass(TimeSpan.FromSeconds(10));

        await _fixture.AcceptAsync(Issuer.Token("acme", "anna"));
        await _fixture.RefuseAsync(RefusalCode.TokenKeyUnknown, old);
    }

    [Fact]
    public async Task A_removed_key_is_refused_within_the_hour_though_no_new_one_is_seen()
    {
        var (removed, kept) = (Issuer.Keys[0], IssuerKey.Es256("kept"));
        await _fixture.AcceptAsync(Issuer.Token([], removed));
        Issuer.Keys = [kept];
        Pass(TimeSpan.FromHours(1));

        await _fixture.RefuseAsync(RefusalCode.TokenKeyUnknown, Issuer.Token([], removed));
    }

    [Fact]
    public async Task Invented_key_ids_do_not_reach_the_issuer_more_often_than_every_ten_seconds()
    {
        await _fixture.AcceptAsync(Issuer.Token("acme", "anna"));
        var invented = Issuer.Token([], IssuerKey.Es256("invented"));
        Pass(TimeSpan.FromSeconds(10));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _fixture.RefuseAsync(RefusalCode.TokenKeyUnknown, invented)));

        Assert.Equal(2, Issuer.Fetches);
    }

    [Fact]
    public async Task Requests_that_arrive_together_ask_the_issuer_once()
    {
        var token = Issuer.Token("acme", "anna");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _fixture.AcceptAsync(token)));

        Assert.Equal(1, Issuer.Fetches);
    }

    [Fact]
    public async Task A_token_may_leave_its_key_unnamed_only_where_there_is_one()
    {
        var only = Issuer.Keys[0];
        var header = new Dictionary<string, object?> { ["alg"] = only.Algorithm };
        var unnamed = LoopbackIssuer.Sign(header, Issuer.Claims([]), only.Sign);
        await _fixture.AcceptAsync(unnamed);

        Issuer.Keys = [only, IssuerKey.Es256("second")];
        Pass(TimeSpan.FromHours(1));

        await _fixture.RefuseAsync(RefusalCode.TokenKeyUnknown, unnamed);
    }

    [Fact]
    public async Task An_issuer_that_is_down_is_neither_a_yes_nor_a_no_and_recovers()
    {
        Issuer.Instead = Answer(503);
        Assert.Equal(Unknowable, await _fixture.ValidateAsync(Issuer.Token("acme", "anna")));
        Assert.Contains("could not be fetched", Assert.Single(_fixture.DiscoveryLog.Lines), StringComparison.Ordinal);

        Issuer.Instead = null;
        Pass(TimeSpan.FromSeconds(10));

        await _fixture.AcceptAsync(Issuer.Token("acme", "anna"));
    }

    [Fact]
    public async Task An_issuer_that_hangs_is_given_up()
    {
        Issuer.Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var hurried = new TokenFixture(Issuer, _fixture.Time, options => options with { DiscoveryTimeout = TimeSpan.FromMilliseconds(50) });

        Assert.Equal(Unknowable, await hurried.ValidateAsync(Issuer.Token("acme", "anna")));
    }

    [Fact]
    public async Task An_issuer_that_is_gone_is_not_asked_for_every_request()
    {
        var token = Issuer.Token("acme", "anna");
        await Issuer.DisposeAsync();

        Assert.Equal(Unknowable, await _fixture.ValidateAsync(token));
        Assert.Equal(Unknowable, await _fixture.ValidateAsync(token));
        Assert.Single(_fixture.DiscoveryLog.Lines);
    }

    [Fact]
    public async Task Known_keys_outlive_an_outage_for_a_day()
    {
        await _fixture.AcceptAsync(Issuer.Token("acme", "anna"));
        Issuer.Instead = Answer(500);

        Pass(TimeSpan.FromHours(23));
        await _fixture.AcceptAsync(Issuer.Token("acme", "anna"));

        Pass(TimeSpan.FromHours(1));
        Assert.Equal(Unknowable, await _fixture.ValidateAsync(Issuer.Token("acme", "anna")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>sign in to the hotel network</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"issuer": 7, "jwks_uri": {}}""")]
    public async Task A_discovery_document_that_is_none_counts_as_an_outage(string document)
    {
        Issuer.Instead = context => context.Response.WriteAsync(document, context.RequestAborted);

        Assert.Equal(Unknowable, await _fixture.ValidateAsync(Issuer.Token("acme", "anna")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"keys": 7}""")]
    [InlineData("""{"keys": [7]}""")]
    [InlineData("""{"keys": [{"kty": "RSA", "kid": "key-1", "n": "!", "e": "?"}]}""")]
    [InlineData("""{"keys": [{"kty": "RSA", "kid": "key-1", "n": "", "e": ""}]}""")]
    [InlineData("""{"keys": [{"kty": "EC", "crv": "P-256", "kid": "key-1", "x": "AQ", "y": "AQ"}]}""")]
    [InlineData("""{"keys": [{"kty": "oct", "kid": "key-1", "k": "c2VjcmV0"}]}""")]
    [InlineData("""{"keys": [{"kty": "RSA", "use": "enc", "kid": "key-1", "n": "AQAB", "e": "AQAB"}]}""")]
    public async Task Keys_that_are_none_are_never_used(string keySet)
    {
        Issuer.InsteadOfKeys = context => context.Response.WriteAsync(keySet, context.RequestAborted);

        Assert.Equal(Unknowable, await _fixture.ValidateAsync(Issuer.Token("acme", "anna")));
    }

    [Fact]
    public async Task A_discovery_document_of_another_issuer_is_not_believed()
    {
        Issuer.NameInDiscovery = "https://login.example.org";

        Assert.Equal(Unknowable, await _fixture.ValidateAsync(Issuer.Token("acme", "anna")));
        Assert.Contains("https://login.example.org", Assert.Single(_fixture.DiscoveryLog.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_not_fetched_over_plain_http_from_another_machine()
    {
        Issuer.KeySetAddress = "http://keys.example.org/keys";

        Assert.Equal(Unknowable, await _fixture.ValidateAsync(Issuer.Token("acme", "anna")));
        Assert.Contains("is not an https address", Assert.Single(_fixture.DiscoveryLog.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_without_keys_counts_as_an_outage()
    {
        var token = Issuer.Token("acme", "anna");
        Issuer.Keys = [];

        Assert.Equal(Unknowable, await _fixture.ValidateAsync(token));
    }

    private static RequestDelegate Answer(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private void Pass(TimeSpan time) => _fixture.Time.Now += time;
}
