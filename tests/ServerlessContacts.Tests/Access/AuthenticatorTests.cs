using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;
using static ServerlessContacts.Access.AuthenticationResult;

namespace ServerlessContacts.Tests.Access;

public class AuthenticatorTests(SharedIssuer shared) : IClassFixture<SharedIssuer>
{
    private static readonly ApplicationKey Key = ApplicationKey.Create(new TenantId("acme"), new SeededRandom(1));
    private static readonly SettableTime Time = new();
    private static readonly ApplicationKeyRecord Record =
        ApplicationKeyRecord.For(Key, "telephone system", [Permission.Lookup, Permission.KeysManage], "member:anna", Time.Now);

    private readonly RecordingLogger<Authenticator> _log = new();

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task A_bearer_token_is_accepted_however_the_scheme_is_written(string scheme)
    {
        using var fixture = new TokenFixture(shared.Issuer, shared.Time);
        var authenticator = new Authenticator(fixture.Validator, NoKeys, fixture.Time, _log);

        var result = await authenticator.AuthenticateAsync($"{scheme} {fixture.Issuer.Token("acme", "anna")}", apiKey: null, CancellationToken.None);

        Assert.Equal("acme/member:anna", Assert.IsType<Authenticated>(result).Caller.ToString());
    }

    [Theory]
    [InlineData(null, null, RefusalCode.CredentialsMissing)]
    [InlineData("", "", RefusalCode.CredentialsMissing)]
    [InlineData("Bearer a.b.c", "sck_acme_a_b", RefusalCode.CredentialsAmbiguous)]
    [InlineData("Bearer", null, RefusalCode.CredentialsMalformed)]
    [InlineData(" ", null, RefusalCode.CredentialsMalformed)]
    [InlineData("a.b.c", null, RefusalCode.CredentialsMalformed)]
    [InlineData("Basic YW5uYTpzZWNyZXQ=", null, RefusalCode.CredentialsMalformed)]
    [InlineData("Bearer a.b.c,Bearer a.b.c", null, RefusalCode.CredentialsMalformed)]
    [InlineData("Bearer a.b.c d", null, RefusalCode.CredentialsMalformed)]
    [InlineData("Bearer nonsense", null, RefusalCode.TokenMalformed)]
    [InlineData(null, "nonsense", RefusalCode.KeyMalformed)]
    public async Task Everything_else_is_refused_with_its_code(string? authorization, string? apiKey, string code) =>
        Assert.Equal(new Refused(code), await WithKeys(NoKeys).AuthenticateAsync(authorization, apiKey, CancellationToken.None));

    [Fact]
    public async Task A_key_is_looked_up_in_the_tenant_it_names_and_may_do_what_it_is_scoped_to()
    {
        var authenticator = WithKeys((tenant, id, _) => new(tenant == Key.Tenant && id == Key.Id ? Record : null));

        var caller = Assert.IsType<Authenticated>(await PresentAsync(authenticator, Key)).Caller;

        Assert.Equal($"acme/key:{Key.Id}", caller.ToString());
        Assert.Equal(CallerKind.Application, caller.Kind);
        Assert.Null(caller.Member);
        Assert.True(caller.May(Permission.Lookup));
        Assert.False(caller.May(Permission.ContactsRead));
        Assert.False(caller.May(Permission.KeysManage), "a scope that no key may have grants nothing even if it was stored");
    }

    [Fact]
    public async Task A_key_that_does_not_exist_looks_like_one_with_another_secret()
    {
        var other = ApplicationKey.Replace(Key.Tenant, Key.Id, new SeededRandom(2));

        Assert.Equal(new Refused(RefusalCode.KeyUnknown), await PresentAsync(WithKeys(NoKeys), Key));
        Assert.Equal(new Refused(RefusalCode.KeyUnknown), await PresentAsync(Storing(Record), other));
    }

    [Fact]
    public async Task Revoked_and_expired_keys_are_refused()
    {
        Assert.Equal(new Refused(RefusalCode.KeyRevoked), await PresentAsync(Storing(Record.Revoke(Time.Now)), Key));
        Assert.Equal(new Refused(RefusalCode.KeyExpired), await PresentAsync(Storing(Record with { Expires = Time.Now }), Key));
    }

    [Fact]
    public async Task The_secret_of_a_refused_key_is_not_logged()
    {
        await PresentAsync(Storing(Record.Revoke(Time.Now)), Key);

        var line = Assert.Single(_log.Lines);
        Assert.Contains(Key.Id, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Key.Format()[^59..^7], line, StringComparison.Ordinal);
    }

    private static ValueTask<ApplicationKeyRecord?> NoKeys(TenantId tenant, string id, CancellationToken cancellationToken) => new(result: null);

    private static async Task<AuthenticationResult> PresentAsync(Authenticator authenticator, ApplicationKey key) =>
        await authenticator.AuthenticateAsync(authorization: null, key.Format(), CancellationToken.None);

    private Authenticator Storing(ApplicationKeyRecord record) => WithKeys((_, _, _) => new(record));

    private Authenticator WithKeys(ApplicationKeyLookup keys) => new(TokenFixture.TrustingNobody(), keys, Time, _log);
}
