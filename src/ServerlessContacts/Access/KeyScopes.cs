using System.Collections.Frozen;

namespace ServerlessContacts.Access;

/// <summary>
/// The permissions an application key can be scoped to. A key has no member behind it, so permissions over one's own things are of no
/// use to it, and none that could make further keys or roles is granted: a leaked key must not be able to outlive its revocation.
/// </summary>
public static class KeyScopes
{
    public static FrozenSet<string> Grantable { get; } = new[]
    {
        Permission.ContactsRead, Permission.ContactsSharedEdit, Permission.ContactsSharedWrite, Permission.ContactsSharedDelete,
        Permission.ContactsAdmin, Permission.Search, Permission.Lookup, Permission.ChangesRead,
        Permission.ImportsRead, Permission.ImportsShared, Permission.DirectoryRead, Permission.DirectoryManage,
        Permission.FoldersManage, Permission.GroupsManage, Permission.LinesManage,
        Permission.PresenceManage, Permission.InteractionsManage, Permission.WebhooksManage,
        Permission.TenantRead, Permission.AuditRead, Permission.Scim,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Which of the asked scopes <paramref name="maker"/> cannot give a key: unknown, not for keys, or not held by the maker. Empty when
    /// the key may be made.
    /// </summary>
    public static IReadOnlyList<string> Refused(IEnumerable<string> asked, Caller maker) =>
        [.. asked.Where(scope => !Grantable.Contains(scope) || !maker.May(scope))];
}
