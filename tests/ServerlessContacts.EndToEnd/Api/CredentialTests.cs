using System.Net;
using ServerlessContacts.Access;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Tests.Access;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class CredentialTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public Task An_expired_token_is_refused() => RefuseAsync("token-expired", ("exp", Seconds(-3600)), ("nbf", Seconds(-7200)), ("iat", Seconds(-7200)));

    [Fact]
    public Task A_token_that_is_not_valid_yet_is_refused() => RefuseAsync("token-not-yet-valid", ("nbf", Seconds(3600)), ("exp", Seconds(7200)));

    [Fact]
    public Task A_token_without_an_end_is_refused() => RefuseAsync("token-without-expiry", ("exp", null));

    [Fact]
    public Task A_token_for_another_service_is_refused() => RefuseAsync("token-audience", ("aud", "api://another"));

    [Fact]
    public Task A_token_of_another_issuer_is_refused() => RefuseAsync("token-issuer", ("iss", "https://issuer.example"));

    [Fact]
    public Task A_token_without_a_tenant_is_refused() => RefuseAsync("token-tenant", ("tid", null));

    [Fact]
    public Task A_token_without_a_member_is_refused() => RefuseAsync("token-member", ("oid", null), ("sub", null));

    [Fact]
    public async Task A_token_that_nobody_signed_is_refused()
    {
        var unsigned = LoopbackIssuer.Sign(new { alg = "none", typ = "JWT" }, Claims(), _ => []);
        await RefuseAsync("token-algorithm", Host.WithToken(unsigned));
    }

    [Fact]
    public async Task A_token_that_another_signed_is_refused()
    {
        var forged = Host.Issuer.Token(Claims(), IssuerKey.Rs256(IssuerKey.First.Id));
        await RefuseAsync("token-signature", Host.WithToken(forged));
    }

    [Fact]
    public async Task The_token_of_an_organisation_that_is_not_served_is_forbidden() =>
        (await Host.WithToken(Host.Issuer.Token($"t{Guid.NewGuid():N}", "anna")).GetAsync("tenant")).Problem(403, "tenant-unknown");

    [Fact]
    public async Task Two_credentials_are_refused_even_if_both_are_good()
    {
        var (_, secret) = await Tenant.NewKeyAsync(Permission.TenantRead);
        var both = new ApiClient(Host.Http, ("Authorization", $"Bearer {Host.Issuer.Token(Claims())}"), ("x-api-key", secret));
        await RefuseAsync("credentials-ambiguous", both);
    }

    [Theory]
    [InlineData("Authorization", "Basic YTpi", "credentials-malformed")]
    [InlineData("Authorization", "Bearer", "credentials-malformed")]
    [InlineData("Authorization", "Bearer x", "token-malformed")]
    [InlineData("Authorization", "Bearer a.b.c", "token-malformed")]
    [InlineData("x-api-key", "sck_acme_x", "key-malformed")]
    public async Task What_is_no_credential_is_refused(string header, string value, string code) =>
        await RefuseAsync(code, new ApiClient(Host.Http, (header, value)));

    [Fact]
    public async Task A_key_that_was_never_made_is_refused_in_any_tenant()
    {
        var (_, secret) = await Tenant.NewKeyAsync(Permission.TenantRead);
        using var random = System.Security.Cryptography.RandomNumberGenerator.Create();
        Assert.True(ApplicationKey.TryParse(secret, out var key));
        await RefuseAsync("key-unknown", Host.WithKey(ApplicationKey.Create(Tenant.Id, random).Format()));
        await RefuseAsync("key-unknown", Host.WithKey(ApplicationKey.Replace(Tenant.Id, key.Id, random).Format()));
        await RefuseAsync("key-unknown", Host.WithKey(ApplicationKey.Create(new Contacts.TenantId($"t{Guid.NewGuid():N}"), random).Format()));
    }

    [Fact]
    public async Task A_first_token_makes_the_member_and_a_later_one_renames_them()
    {
        await GetAsync(Tenant.Ben, "tenant");
        Assert.Equal(1, (await GetAsync(Tenant.Anna, "search?q=ben&scope=member")).Number("total"));
        await GetAsync(Host.WithToken(Host.Issuer.Token(new() { ["tid"] = Tenant.Id.Value, ["oid"] = "ben", ["name"] = "Benjamin Franklin" })), "tenant");
        Assert.Equal(1, (await GetAsync(Tenant.Anna, "search?q=franklin&scope=member")).Number("total"));
        Assert.Equal(2, (await GetAsync(Tenant.Anna, "contacts?scope=member")).Number("total"));
    }

    private static async Task RefuseAsync(string code, ApiClient caller)
    {
        var answer = (await caller.GetAsync("tenant")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(code, answer.Problem(401, "unauthenticated").Text("code"));
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    // The service in this process lives by the real clock, so its tokens must as well.
    private static object Seconds(int fromNow) => TimeProvider.System.GetUtcNow().AddSeconds(fromNow).ToUnixTimeSeconds();

    private Task RefuseAsync(string code, params (string Name, object? Value)[] claims) => RefuseAsync(code, Host.WithToken(Host.Issuer.Token(Claims(claims))));

    private Dictionary<string, object?> Claims(params (string Name, object? Value)[] changes)
    {
        var claims = Host.Issuer.Claims(new() { ["tid"] = Tenant.Id.Value });
        foreach (var (name, value) in changes)
        {
            claims[name] = value;
        }

        return claims;
    }
}
