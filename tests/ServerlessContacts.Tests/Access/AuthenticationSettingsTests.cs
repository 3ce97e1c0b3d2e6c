using Microsoft.Extensions.Configuration;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;

namespace ServerlessContacts.Tests.Access;

public class AuthenticationSettingsTests
{
    [Fact]
    public void Without_an_issuer_no_token_is_trusted() => Assert.Empty(Read("Authentication:Audience=api://us"));

    [Fact]
    public void An_issuer_and_an_audience_suffice()
    {
        var issuer = Assert.Single(Read("Authentication:Issuer=https://login.example.org/v2.0", "Authentication:Audience=api://us"));

        Assert.Equal("https://login.example.org/v2.0", issuer.Issuer);
        Assert.Equal(["api://us"], issuer.Audiences);
        Assert.Equal("tid", issuer.Claims.TenantClaim);
        Assert.Equal(["oid", "sub"], issuer.Claims.MemberClaims);
        Assert.Equal("member", issuer.Claims.DefaultRole);
    }

    [Fact]
    public void Everything_about_claims_can_be_set()
    {
        var issuer = Assert.Single(Read(
            "Authentication:Issuer=http://localhost:8080/realms/acme",
            "Authentication:Audience:0=api://us",
            "Authentication:Audience:1=us",
            "Authentication:TenantClaim=org",
            "Authentication:Tenants:acme-gmbh=acme",
            "Authentication:MemberClaim=upn",
            "Authentication:RolesClaim=groups",
            "Authentication:Roles:Admins=administrator",
            "Authentication:DefaultRole=none",
            "Authentication:NameClaim=display",
            "Authentication:EmailClaim=mail",
            "Authentication:ClockSkew=00:00:05",
            "Authentication:RefreshAtMostEvery=00:00:00"));

        Assert.Equal(["api://us", "us"], issuer.Audiences);
        Assert.Equal("org", issuer.Claims.TenantClaim);
        Assert.Equal(new TenantId("acme"), issuer.Claims.Tenants["acme-gmbh"]);
        Assert.Equal(["upn"], issuer.Claims.MemberClaims);
        Assert.Equal("groups", issuer.Claims.RolesClaim);
        Assert.Equal("administrator", issuer.Claims.Roles["Admins"]);
        Assert.Null(issuer.Claims.DefaultRole);
        Assert.Equal(["display"], issuer.Claims.NameClaims);
        Assert.Equal(["mail"], issuer.Claims.EmailClaims);
        Assert.Equal(TimeSpan.FromSeconds(5), issuer.ClockSkew);
        Assert.Equal(TimeSpan.Zero, issuer.RefreshAtMostEvery);
    }

    [Fact]
    public void Claim_values_that_no_setting_may_be_named_after_are_given_in_pairs()
    {
        var claims = Assert.Single(Read(
            "Authentication:Issuer=https://login.example.org", "Authentication:Audience=us",
            "Authentication:Tenants:0:Claim=3f2504e0-4f89-11d3-9a0c-0305e82c3301", "Authentication:Tenants:0:Tenant=acme",
            "Authentication:Roles:0:Claim=Contacts.Admin", "Authentication:Roles:0:Role=administrator")).Claims;

        Assert.Equal(new TenantId("acme"), claims.Tenants["3f2504e0-4f89-11d3-9a0c-0305e82c3301"]);
        Assert.Equal("administrator", claims.Roles["Contacts.Admin"]);
    }

    [Fact]
    public void Several_issuers_each_speak_for_their_tenants()
    {
        var issuers = Read(
            "Authentication:Issuers:0:Issuer=https://one.example.org", "Authentication:Issuers:0:Audience=us", "Authentication:Issuers:0:Tenant=one",
            "Authentication:Issuers:1:Issuer=https://two.example.org", "Authentication:Issuers:1:Audience=us", "Authentication:Issuers:1:Tenants:two=two");

        Assert.Equal(["https://one.example.org", "https://two.example.org"], issuers.Select(issuer => issuer.Issuer));
        Assert.Equal(new TenantId("one"), issuers[0].Claims.Tenant);
    }

    [Theory]
    [InlineData("Authentication:Issuer must be an https URL", "Issuer=http://login.example.org")]
    [InlineData("Authentication:Issuer must be an https URL", "Issuer=login.example.org")]
    [InlineData("Authentication:Issuer must be an https URL", "Issuer=")]
    [InlineData("Authentication:Audience is missing", "Audience=")]
    [InlineData("Authentication:Tenant must be a tenant id", "Tenant=Acme")]
    [InlineData("Authentication:Tenants:x must be a tenant id", "Tenants:x=Acme")]
    [InlineData("Authentication:Tenants:0 must give one claim value one Tenant", "Tenants:0:Claim=x")]
    [InlineData("Authentication:Roles:x must be administrator, manager", "Roles:x=owner")]
    [InlineData("Authentication:DefaultRole must be administrator, manager", "DefaultRole=nobody")]
    [InlineData("Authentication:ClockSkew must be a time", "ClockSkew=-00:01:00")]
    [InlineData("Authentication:ClockSkew must be a time", "ClockSkew=soon")]
    public void A_mistake_is_reported_by_the_name_of_the_setting(string problem, string setting) =>
        Assert.StartsWith(problem, ProblemOf(
            "Authentication:Issuer=https://login.example.org", "Authentication:Audience=us", $"Authentication:{setting}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Authentication:Issuers:1 must say by Tenant or Tenants", "https://two.example.org")]
    [InlineData("Authentication:Issuers:1:Issuer is given twice", "https://one.example.org")]
    public void Several_issuers_must_be_told_apart(string problem, string second) =>
        Assert.StartsWith(problem, ProblemOf(
            "Authentication:Issuers:0:Issuer=https://one.example.org", "Authentication:Issuers:0:Audience=us", "Authentication:Issuers:0:Tenant=one",
            $"Authentication:Issuers:1:Issuer={second}", "Authentication:Issuers:1:Audience=us"), StringComparison.Ordinal);

    private static string ProblemOf(params string[] settings) => Assert.Throws<SettingException>(() => Read(settings)).Message;

    private static IReadOnlyList<IssuerOptions> Read(params string[] settings)
    {
        var values = new Dictionary<string, string?>();
        foreach (var setting in settings.Select(setting => setting.Split('=', 2)))
        {
            values[setting[0]] = setting[1];
        }

        return AuthenticationSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
