using Microsoft.Extensions.Configuration;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store;
using ServerlessContacts.Tests.Access;

namespace ServerlessContacts.Tests.Directory.Tenants;

public class ConfiguredTenantsTests(SharedIssuer shared) : IClassFixture<SharedIssuer>
{
    [Fact]
    public void The_first_and_the_further_ones_are_read()
    {
        var tenants = Read(
            ("FirstTenant:Id", "acme"), ("FirstTenant:Name", "Acme Ltd"), ("FirstTenant:Country", "gb"), (
                "FirstTenant:Administrator", "5f0c"),
            ("FurtherTenants", "beta|JP|7d1f|Beta K.K.; gamma|FR||;"));
        Assert.Equal(new ConfiguredTenant(
            new TenantId("acme"), "Acme Ltd", "GB", new MemberId("5f0c")), tenants.Find(new TenantId("acme")));
        Assert.Equal(new ConfiguredTenant(
            new TenantId("beta"), "Beta K.K.", "JP", new MemberId("7d1f")), tenants.Find(new TenantId("beta")));
        Assert.Equal(new ConfiguredTenant(new TenantId("gamma"), "gamma", "FR", null), tenants.Find(new TenantId("gamma")));
        Assert.Null(tenants.Find(new TenantId("delta")));
        Assert.Null(Read(("FirstTenant:Id", ""), ("FurtherTenants", " ")).Find(new TenantId("acme")));
    }

    [Theory]
    [InlineData("FirstTenant:Id", "Acme", "FirstTenant:Id must be a tenant id ([a-z0-9-], at most 63).")]
    [InlineData("FirstTenant:Id", "", "FirstTenant:Id must be a tenant id ([a-z0-9-], at most 63).")]
    [InlineData("FirstTenant:Country", "Japan", "FirstTenant:Country must be an ISO 3166-1 code of two letters, such as JP.")]
    [InlineData("FirstTenant:Country", null, "FirstTenant:Country must be an ISO 3166-1 code of two letters, such as JP.")]
    [InlineData("FirstTenant:Name", "two\nlines", "FirstTenant:Name must be a name of at most 200 characters.")]
    [InlineData(
        "FirstTenant:Administrator",
        "a\tb",
        "FirstTenant:Administrator must be the id of a member as their tokens name it, at most 300 characters.")]
    [InlineData("FurtherTenants", "beta|JP", "FurtherTenants, entry 1, must be id|country|administrator|name.")]
    [InlineData("FurtherTenants", "beta|JP||;Gamma|JP||", "FurtherTenants, entry 2, Id must be a tenant id ([a-z0-9-], at most 63).")]
    [InlineData("FurtherTenants", "beta|XX||", "FurtherTenants, entry 1, Country must be an ISO 3166-1 code of two letters, such as JP.")]
    [InlineData("FurtherTenants", "acme|JP||", "FirstTenant and FurtherTenants name the tenant acme twice.")]
    public void A_mistake_is_one_line_that_names_the_setting(string name, string? value, string problem) =>
        Assert.Equal(problem, Assert.Throws<SettingException>(
            () => Read(("FirstTenant:Id", "acme"), ("FirstTenant:Country", "JP"), (name, value))).Message);

    /// <summary>The named one is an administrator of the one tenant, as a person, by the id and by nothing else.</summary>
    [Theory]
    [InlineData("acme", "anna", null, "administrator,member")]
    [InlineData("acme", "anna", "manager", "administrator,manager")]
    [InlineData("acme", "anna", "administrator", "administrator")]
    [InlineData("beta", "anna", null, "member")]
    [InlineData("acme", "Anna", null, "member")]
    [InlineData("acme", "ben", null, "member")]
    public async Task The_named_member_is_an_administrator_whatever_roles_their_token_names(
        string tenant, string member, string? role, string roles) =>
        Assert.Equal(roles, await RolesAsync(new(), new() { ["tid"] = tenant, ["oid"] = member, ["roles"] = role }));

    [Fact]
    public async Task The_named_member_is_let_in_where_those_without_a_role_are_not()
    {
        var mapping = new ClaimMapping { DefaultRole = null };
        Assert.Equal("administrator", await RolesAsync(mapping, new() { ["roles"] = null }));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => RolesAsync(mapping, new() { ["oid"] = "ben", ["roles"] = null }));
    }

    [Fact]
    public async Task An_application_of_that_name_is_none() =>
        Assert.Equal("application", await RolesAsync(new(), new() { ["idtyp"] = "app", ["roles"] = "application" }));

    [Theory]
    [InlineData("email", null, "member")]
    [InlineData("email", false, "member")]
    [InlineData("email", true, "administrator,member")]
    [InlineData("upn", null, "administrator,member")]
    public async Task An_address_that_is_the_id_has_to_be_verified(string claim, bool? verified, string roles)
    {
        var mapping = new ClaimMapping { MemberClaims = [claim] };
        Assert.Equal(roles, await RolesAsync(
            mapping, new() { [claim] = "anna@acme.example", ["email_verified"] = verified, ["roles"] = null }, "anna@acme.example"));
    }

    /// <summary>Whoever has the address of an administrator in their token, and another id, is nobody.</summary>
    [Fact]
    public async Task An_address_in_a_token_makes_nobody_an_administrator() => Assert.Equal(
        "member", await RolesAsync(
            new(), new() { ["oid"] = "mallory", ["email"] = "anna@acme.example", ["email_verified"] = true, ["roles"] = null },
            "anna@acme.example"));

    private static ConfiguredTenants Read(params (string Name, string? Value)[] settings) => ConfiguredTenants.Read(
        new ConfigurationBuilder().AddInMemoryCollection(
            settings.GroupBy(setting => setting.Name).Select(last => KeyValuePair.Create(last.Key, last.Last().Value))).Build());

    private async Task<string> RolesAsync(ClaimMapping mapping, Dictionary<string, object?> claims, string administrator = "anna")
    {
        var named = Read(("FirstTenant:Id", "acme"), ("FirstTenant:Country", "JP"), ("FirstTenant:Administrator", administrator));
        using var fixture = new TokenFixture(
            shared.Issuer, shared.Time, options => options with { Claims = mapping with { Administrators = named.Administrators } });
        return string.Join(',', (await fixture.AcceptAsync(fixture.Issuer.Token(claims))).Roles.Order(StringComparer.Ordinal));
    }
}
