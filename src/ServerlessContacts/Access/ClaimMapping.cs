using System.Collections.Frozen;
using Microsoft.IdentityModel.JsonWebTokens;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Access;

/// <summary>
/// How the claims of a verified token name a caller. Issuers that speak for the same tenant must agree on their member ids.
/// </summary>
public sealed record ClaimMapping
{
    public string TenantClaim { get; init; } = "tid";

    /// <summary>The only tenant the issuer speaks for, whatever the token says.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Claim value to tenant; when empty, the claim value itself must be a tenant id.</summary>
    public IReadOnlyDictionary<string, TenantId> Tenants { get; init; } = new Dictionary<string, TenantId>(StringComparer.Ordinal);

    /// <summary>The first one present counts.</summary>
    public IReadOnlyList<string> MemberClaims { get; init; } = ["oid", "sub"];

    public string RolesClaim { get; init; } = "roles";

    /// <summary>Claim value to built-in role; when empty, the claim values themselves are the names. Other values grant nothing.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a person without a role here is; null refuses them.</summary>
    public string? DefaultRole { get; init; } = BuiltInRole.Member;

    /// <summary>
    /// Persons who are administrators whatever roles their token names. They are known by the id that <see cref="MemberClaims"/> gives them and by nothing else: a token's own word for its
    /// e-mail address, which many issuers let people choose, makes nobody an administrator. Where that address is the id, it has to be verified.
    /// </summary>
    public FrozenSet<(TenantId Tenant, MemberId Member)> Administrators { get; init; } = [];

    public IReadOnlyList<string> NameClaims { get; init; } = ["name"];

    public IReadOnlyList<string> EmailClaims { get; init; } = ["email", "preferred_username"];

    internal AuthenticationResult Identify(JsonWebToken token)
    {
        var claims = new TokenClaims(token);
        if (FindTenant(claims) is not { } tenant)
        {
            return new AuthenticationResult.Refused(RefusalCode.TokenTenant);
        }

        if (!MemberId.TryParse(claims.FirstOf(MemberClaims), out var subject))
        {
            return new AuthenticationResult.Refused(RefusalCode.TokenMember);
        }

        var roles = FindRoles(claims);
        if (IsNamedAdministrator(claims, tenant, subject) && !roles.Contains(BuiltInRole.Administrator))
        {
            roles.Add(BuiltInRole.Administrator);
        }

        return roles.Count == 0
            ? new AuthenticationResult.Refused(RefusalCode.TokenRole)
            : new AuthenticationResult.Authenticated(Describe(claims, tenant, subject, roles));
    }

    private TenantId? FindTenant(TokenClaims claims)
    {
        if (Tenant is not null)
        {
            return Tenant;
        }

        var value = claims.Single(TenantClaim);
        return Tenants.Count > 0
            ? value is not null && Tenants.TryGetValue(value, out var mapped) ? mapped : null
            : TenantId.TryParse(value, out var tenant) ? tenant : null;
    }

    // An application gets no role by default: issuers hand out tokens for themselves to any registered application.
    private List<string> FindRoles(TokenClaims claims)
    {
        List<string> roles = [.. claims.All(RolesClaim).Select(RoleOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        return roles.Count == 0 && DefaultRole is not null && !claims.NameAnApplication ? [DefaultRole] : roles;
    }

    private bool IsNamedAdministrator(in TokenClaims claims, TenantId tenant, MemberId subject) =>
        !claims.NameAnApplication && Administrators.Contains((tenant, subject)) && (claims.Single("email") != subject.Value || claims.HasVerifiedEmail);

    private string? RoleOf(string value) =>
        Roles.Count > 0 ? Roles.GetValueOrDefault(value) : BuiltInRole.Exists(value) ? value : null;

    private Caller Describe(TokenClaims claims, TenantId tenant, MemberId subject, List<string> roles)
    {
        var caller = claims.NameAnApplication || roles.Contains(BuiltInRole.Application)
            ? Caller.ForApplication(tenant, subject.Value, roles)
            : Caller.ForMember(tenant, subject, roles);
        return caller with
        {
            DisplayName = Shown(claims.FirstOf(NameClaims)),
            Email = Shown(claims.FirstOf(EmailClaims)) is { } email && email.Contains('@', StringComparison.Ordinal) ? email : null,
        };
    }

    private static string? Shown(string? text) =>
        text is { Length: <= 256 } && !text.Any(char.IsControl) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
