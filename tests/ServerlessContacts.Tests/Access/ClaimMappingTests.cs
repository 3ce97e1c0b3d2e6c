using ServerlessContacts.Access;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Access;

public class ClaimMappingTests(SharedIssuer shared) : IClassFixture<SharedIssuer>
{
    private const string Directory = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";

    private static readonly ClaimMapping Mapped = new()
    {
        Tenants = new Dictionary<string, TenantId> { [Directory] = new("acme") },
        Roles = new Dictionary<string, string> { ["Contacts.Admin"] = "administrator", ["Contacts.Robot"] = "application" },
    };

    [Fact]
    public async Task A_mapped_directory_is_its_tenant() =>
        Assert.Equal(new TenantId("acme"), (await CallerAsync(Mapped, new() { ["tid"] = Directory })).Tenant);

    [Theory]
    [InlineData("acme")]
    [InlineData("3F2504E0-4F89-11D3-9A0C-0305E82C3301")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_directory_that_is_not_mapped_is_refused(string? directory) =>
        await RefuseAsync(RefusalCode.TokenTenant, Mapped, new() { ["tid"] = directory });

    [Theory]
    [InlineData(null)]
    [InlineData("Acme")]
    [InlineData("acme/other")]
    public async Task Without_a_mapping_the_claim_must_be_a_tenant_id(string? claim) =>
        await RefuseAsync(RefusalCode.TokenTenant, new(), new() { ["tid"] = claim });

    [Fact]
    public async Task A_fixed_tenant_is_all_its_issuer_speaks_for()
    {
        var mapping = new ClaimMapping { Tenant = new("acme") };

        Assert.Equal(new TenantId("acme"), (await CallerAsync(mapping, new() { ["tid"] = "other" })).Tenant);
        Assert.Equal(new TenantId("acme"), (await CallerAsync(mapping, new() { ["tid"] = null })).Tenant);
    }

    [Fact]
    public async Task A_member_is_named_by_oid_or_else_by_sub()
    {
        Assert.Equal("member:anna", (await CallerAsync(new(), [])).Actor);
        Assert.Equal("member:pairwise-anna", (await CallerAsync(new(), new() { ["oid"] = null })).Actor);
        await RefuseAsync(RefusalCode.TokenMember, new(), new() { ["oid"] = null, ["sub"] = null });
        await RefuseAsync(RefusalCode.TokenMember, new() { MemberClaims = ["upn"] }, []);
    }

    [Theory]
    [InlineData("Contacts.Admin", "administrator")]
    [InlineData("contacts.admin", "member")]
    [InlineData("administrator", "member")]
    [InlineData("Other.App.Owner", "member")]
    public async Task A_role_that_is_not_mapped_grants_nothing(string claim, string role)
    {
        var caller = await CallerAsync(Mapped, new() { ["tid"] = Directory, ["roles"] = new[] { claim } });

        Assert.Equal([role], caller.Roles);
        Assert.Equal(role == "administrator", caller.May(Permission.ContactsAdmin));
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("Administrator")]
    public async Task Without_a_default_role_an_unknown_role_is_refused(string claim) =>
        await RefuseAsync(RefusalCode.TokenRole, new() { DefaultRole = null }, new() { ["roles"] = claim });

    [Fact]
    public async Task Several_roles_add_up()
    {
        var caller = await CallerAsync(new(), new() { ["roles"] = new[] { "member", "manager", "member" } });

        Assert.Equal(["member", "manager"], caller.Roles);
        Assert.True(caller.May(Permission.FoldersManage));
    }

    [Fact]
    public async Task An_application_with_a_token_has_no_member()
    {
        var caller = await CallerAsync(Mapped, new() { ["tid"] = Directory, ["roles"] = new[] { "Contacts.Robot" } });

        Assert.Equal(CallerKind.Application, caller.Kind);
        Assert.Null(caller.Member);
        Assert.Equal("application:anna", caller.Actor);
        Assert.True(caller.May(Permission.Lookup));
        Assert.False(caller.May(Permission.ContactsWrite));
    }

    [Theory]
    [InlineData("idtyp", "app")]
    [InlineData("client_id", "pairwise-anna")]
    [InlineData("azp", "pairwise-anna")]
    public async Task An_application_without_a_role_is_not_a_member(string claim, string value) =>
        await RefuseAsync(RefusalCode.TokenRole, new(), new() { [claim] = value });

    [Fact]
    public async Task Name_and_address_are_taken_along_where_they_can_be_shown()
    {
        var named = await CallerAsync(new(), new() { ["name"] = " Anna Müller ", ["preferred_username"] = "anna@example.org" });
        var odd = await CallerAsync(new(), new() { ["name"] = "Anna\u0007", ["preferred_username"] = "anna" });

        Assert.Equal(("Anna Müller", "anna@example.org"), (named.DisplayName, named.Email));
        Assert.Equal((null, null), (odd.DisplayName, odd.Email));
        Assert.Equal("acme/member:anna", named.ToString());
    }

    private async Task<Caller> CallerAsync(ClaimMapping mapping, Dictionary<string, object?> claims)
    {
        using var fixture = new TokenFixture(shared.Issuer, shared.Time, options => options with { Claims = mapping });
        return await fixture.AcceptAsync(fixture.Issuer.Token(claims));
    }

    private async Task RefuseAsync(string code, ClaimMapping mapping, Dictionary<string, object?> claims)
    {
        using var fixture = new TokenFixture(shared.Issuer, shared.Time, options => options with { Claims = mapping });
        await fixture.RefuseClaimsAsync(code, claims);
    }
}
