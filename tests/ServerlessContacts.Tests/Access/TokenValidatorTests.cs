using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Access;

public sealed class TokenValidatorTests(SharedIssuer shared) : IClassFixture<SharedIssuer>, IDisposable
{
    private readonly TokenFixture _fixture = new(shared.Issuer, shared.Time);

    private LoopbackIssuer Issuer => _fixture.Issuer;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_good_token_names_its_member()
    {
        var caller = await _fixture.AcceptAsync(Issuer.Token("acme", "anna", "manager"));

        Assert.Equal(new TenantId("acme"), caller.Tenant);
        Assert.Equal(new MemberId("anna"), caller.Member);
        Assert.Equal(CallerKind.Member, caller.Kind);
        Assert.Equal("member:anna", caller.Actor);
        Assert.Equal(["manager"], caller.Roles);
        Assert.True(caller.May(Permission.ImportsShared));
        Assert.False(caller.May(Permission.KeysManage));
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Asymmetric_algorithms_are_accepted(string algorithm)
    {
        var key = algorithm switch { "RS256" => IssuerKey.Rs256("k"), "PS256" => IssuerKey.Ps256("k"), _ => IssuerKey.Es256("k") };
        await using var issuer = await LoopbackIssuer.StartAsync(shared.Time);
        issuer.Keys = [key];
        using var fixture = new TokenFixture(issuer, shared.Time);

        await fixture.AcceptAsync(issuer.Token("acme", "anna"));
    }

    [Fact]
    public async Task A_token_of_another_tenant_names_that_tenant()
    {
        var caller = await _fixture.AcceptAsync(Issuer.Token("other", "anna"));

        Assert.Equal(new TenantId("other"), caller.Tenant);
    }

    [Fact]
    public async Task Another_issuer_is_refused()
    {
        await using var other = await LoopbackIssuer.StartAsync(_fixture.Time);

        await _fixture.RefuseAsync(RefusalCode.TokenIssuer, other.Token("acme", "anna"));
        await _fixture.RefuseAsync(RefusalCode.TokenKeyUnknown, Issuer.Token([], IssuerKey.Es256("theirs")));
        await _fixture.RefuseAsync(RefusalCode.TokenSignature, Issuer.Token([], IssuerKey.Rs256(Issuer.Keys[0].Id)));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tenant")]
    [InlineData(" ")]
    public async Task The_issuer_is_compared_exactly(string suffix) =>
        await _fixture.RefuseClaimsAsync(RefusalCode.TokenIssuer, new() { ["iss"] = Issuer.Issuer + suffix });

    [Theory]
    [InlineData("api://another-service")]
    [InlineData("api://serverless-contacts/")]
    [InlineData("API://serverless-contacts")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_audience_is_refused(string? audience) =>
        await _fixture.RefuseClaimsAsync(RefusalCode.TokenAudience, new() { ["aud"] = audience });

    [Fact]
    public async Task One_of_several_audiences_suffices() =>
        await _fixture.AcceptAsync(Issuer.Token(new() { ["aud"] = new[] { "api://another", LoopbackIssuer.Audience } }));

    [Theory]
    [InlineData(1, true)]
    [InlineData(-59, true)]
    [InlineData(-60, false)]
    [InlineData(-3600, false)]
    public async Task A_token_ends_a_minute_after_it_expires(int secondsFromNow, bool accepted)
    {
        var token = Issuer.Token(new() { ["exp"] = _fixture.Time.Now.ToUnixTimeSeconds() + secondsFromNow, ["nbf"] = null });

        await CheckAsync(token, accepted ? null : RefusalCode.TokenExpired);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task A_token_begins_a_minute_before_it_says(int secondsFromNow, bool accepted)
    {
        var token = Issuer.Token(new() { ["nbf"] = _fixture.Time.Now.ToUnixTimeSeconds() + secondsFromNow });

        await CheckAsync(token, accepted ? null : RefusalCode.TokenNotYetValid);
    }

    [Fact]
    public async Task A_token_that_never_ends_is_refused() => await _fixture.RefuseClaimsAsync(RefusalCode.TokenWithoutExpiry, new() { ["exp"] = null });

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("")]
    public async Task Unsigned_and_symmetric_algorithms_are_refused(string algorithm)
    {
        var header = new Dictionary<string, object?> { ["alg"] = algorithm, ["kid"] = Issuer.Keys[0].Id };
        var token = LoopbackIssuer.Sign(header, Issuer.Claims([]), _ => []);

        await _fixture.RefuseAsync(RefusalCode.TokenAlgorithm, token);
    }

    [Fact]
    public async Task A_public_key_is_no_shared_secret()
    {
        var header = new Dictionary<string, object?> { ["alg"] = "HS256", ["kid"] = Issuer.Keys[0].Id };
        var secret = Encoding.ASCII.GetBytes(Issuer.Keys[0].Jwk["n"]);

        await _fixture.RefuseAsync(RefusalCode.TokenAlgorithm, LoopbackIssuer.Sign(header, Issuer.Claims([]), data => HMACSHA256.HashData(secret, data)));
    }

    [Fact]
    public async Task A_changed_claim_breaks_the_signature()
    {
        var (good, other) = (Issuer.Token("acme", "anna").Split('.'), Issuer.Token("other", "anna").Split('.'));

        await _fixture.RefuseAsync(RefusalCode.TokenSignature, $"{good[0]}.{other[1]}.{good[2]}");
    }

    [Fact]
    public async Task A_token_that_demands_an_extension_is_refused()
    {
        var header = LoopbackIssuer.Header(Issuer.Keys[0]);
        header["crit"] = new[] { "exp" };

        await _fixture.RefuseAsync(RefusalCode.TokenMalformed, LoopbackIssuer.Sign(header, Issuer.Claims([]), Issuer.Keys[0].Sign));
    }

    [Fact]
    public async Task Nothing_of_a_refused_token_is_logged()
    {
        await _fixture.RefuseClaimsAsync(RefusalCode.TokenTenant, new() { ["tid"] = "NOT/A/TENANT", ["name"] = "Anna Secret" });

        var line = Assert.Single(_fixture.Log.Lines);
        Assert.Contains(RefusalCode.TokenTenant, line, StringComparison.Ordinal);
        Assert.DoesNotContain("NOT/A/TENANT", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", line, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", line, StringComparison.Ordinal);
    }

    private async Task CheckAsync(string token, string? refusal)
    {
        if (refusal is null)
        {
            await _fixture.AcceptAsync(token);
        }
        else
        {
            await _fixture.RefuseAsync(refusal, token);
        }
    }
}
