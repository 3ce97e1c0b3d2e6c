using System.Collections.Frozen;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;

namespace ServerlessContacts.Access;

public enum CallerKind
{
    Member,
    Application,
}

/// <summary>Who calls, for which tenant, and what they may do. Everything a request does is done as one of these.</summary>
public sealed record Caller
{
    public required TenantId Tenant { get; init; }

    public required CallerKind Kind { get; init; }

    /// <summary>Null for an application.</summary>
    public MemberId? Member { get; private init; }

    /// <summary>Who did it, in the change log: <c>member:ID</c>, <c>key:ID</c> or <c>application:ID</c>; never changes for a caller.</summary>
    public required string Actor { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public FrozenSet<string> Permissions { get; init; } = [];

    /// <summary>As the token says; shown to people, never used to decide anything.</summary>
    public string? DisplayName { get; init; }

    /// <inheritdoc cref="DisplayName"/>
    public string? Email { get; init; }

    public static Caller ForMember(TenantId tenant, MemberId member, IReadOnlyList<string> roles) => new()
    {
        Tenant = tenant,
        Kind = CallerKind.Member,
        Member = member,
        Actor = $"member:{member}",
        Roles = roles,
        Permissions = BuiltInRole.PermissionsOf(roles),
    };

    /// <summary>An application with a token of its own, named as the issuer names it.</summary>
    public static Caller ForApplication(TenantId tenant, string application, IReadOnlyList<string> roles) => new()
    {
        Tenant = tenant,
        Kind = CallerKind.Application,
        Actor = $"application:{application}",
        Roles = roles,
        Permissions = BuiltInRole.PermissionsOf(roles),
    };

    /// <summary>An application with a key, which may do what the key is scoped to.</summary>
    public static Caller ForKey(TenantId tenant, ApplicationKeyRecord key) => new()
    {
        Tenant = tenant,
        Kind = CallerKind.Application,
        Actor = $"key:{key.Id}",
        Roles = [BuiltInRole.Application],
        Permissions = key.Scopes.Where(KeyScopes.Grantable.Contains).ToFrozenSet(StringComparer.Ordinal),
        DisplayName = key.Name,
    };

    public bool May(string permission) => Permissions.Contains(permission);

    // Name and e-mail address stay out of logs.
    public override string ToString() => $"{Tenant}/{Actor}";
}
