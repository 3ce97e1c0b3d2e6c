using System.Collections.Frozen;

namespace ServerlessContacts.Access;

/// <summary>The roles every tenant has; each is a set of permissions. Roles a tenant makes itself come on top of these.</summary>
public static class BuiltInRole
{
    public const string Administrator = "administrator";
    public const string Manager = "manager";
    public const string Member = "member";
    public const string Application = "application";

    private static readonly string[] MemberPermissions =
    [
        Permission.ContactsRead, Permission.ContactsWrite, Permission.ContactsSharedEdit,
        Permission.Search, Permission.Lookup, Permission.ChangesRead,
        Permission.ImportsRead, Permission.ImportsWrite, Permission.ConnectionsManage,
        Permission.DirectoryRead, Permission.TenantRead,
        Permission.PresenceWrite, Permission.InteractionsRead, Permission.InteractionsWrite,
    ];

    private static readonly string[] ManagerPermissions =
    [
        .. MemberPermissions,
        Permission.ContactsSharedWrite, Permission.ContactsSharedDelete, Permission.ImportsShared,
        Permission.GroupsManage, Permission.FoldersManage,
    ];

    // An application signed in with a token of its own has no contacts, connections or presence of its own.
    private static readonly string[] ApplicationPermissions =
    [
        Permission.ContactsRead, Permission.ContactsSharedEdit, Permission.ContactsSharedWrite,
        Permission.Search, Permission.Lookup, Permission.ChangesRead,
        Permission.DirectoryRead, Permission.TenantRead, Permission.PresenceManage, Permission.InteractionsManage,
    ];

    private static readonly FrozenDictionary<string, FrozenSet<string>> Sets = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        [Administrator] = Permission.All,
        [Manager] = ManagerPermissions.ToFrozenSet(StringComparer.Ordinal),
        [Member] = MemberPermissions.ToFrozenSet(StringComparer.Ordinal),
        [Application] = ApplicationPermissions.ToFrozenSet(StringComparer.Ordinal),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Exists(string role) => Sets.ContainsKey(role);

    /// <summary>The union of what the roles grant; a name that is no built-in role grants nothing.</summary>
    public static FrozenSet<string> PermissionsOf(IEnumerable<string> roles) => roles
        .SelectMany(role => Sets.GetValueOrDefault(role, FrozenSet<string>.Empty))
        .ToFrozenSet(StringComparer.Ordinal);
}
