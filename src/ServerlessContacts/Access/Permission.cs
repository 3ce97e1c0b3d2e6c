using System.Collections.Frozen;
using System.Reflection;

namespace ServerlessContacts.Access;

/// <summary>
/// What a caller may do, by name. The names are part of the HTTP contract: roles list them, application keys are scoped by them.
/// A permission never widens what its holder can see: which contacts are in sight is decided by audience, not here.
/// </summary>
public static class Permission
{
    /// <summary>Read the contacts in one's scope, lists, photos and exports.</summary>
    public const string ContactsRead = "contacts.read";

    /// <summary>Create, edit and delete one's own personal contacts, favourites and labels.</summary>
    public const string ContactsWrite = "contacts.write";

    /// <summary>Edit name, numbers, e-mail addresses, role and URLs of a shared contact.</summary>
    public const string ContactsSharedEdit = "contacts.shared.edit";

    /// <summary>Create shared contacts and edit every field of them.</summary>
    public const string ContactsSharedWrite = "contacts.shared.write";

    /// <summary>Delete a shared contact for everyone, and restore it.</summary>
    public const string ContactsSharedDelete = "contacts.shared.delete";

    /// <summary>Name another owner (<c>?owner=</c>) and act on that member's contacts.</summary>
    public const string ContactsAdmin = "contacts.admin";

    public const string Search = "search";

    public const string Lookup = "lookup";

    /// <summary>Follow the change feed.</summary>
    public const string ChangesRead = "changes.read";

    /// <summary>See one's own imports; with <see cref="ImportsShared"/>, those into the shared contacts too.</summary>
    public const string ImportsRead = "imports.read";

    /// <summary>Import into one's own contacts, apply and undo such an import.</summary>
    public const string ImportsWrite = "imports.write";

    /// <summary>Import into the shared contacts, apply and undo such an import.</summary>
    public const string ImportsShared = "imports.shared";

    /// <summary>Connect and run one's own accounts at a provider.</summary>
    public const string ConnectionsManage = "connections.manage";

    /// <summary>See and pause the connections of every member.</summary>
    public const string ConnectionsAdmin = "connections.admin";

    /// <summary>Read members, departments, presence, folders, groups, roles and lines.</summary>
    public const string DirectoryRead = "directory.read";

    /// <summary>Edit members and departments.</summary>
    public const string DirectoryManage = "directory.manage";

    public const string FoldersManage = "folders.manage";

    public const string GroupsManage = "groups.manage";

    /// <summary>Create roles and give them; nobody can give a permission they do not hold.</summary>
    public const string RolesManage = "roles.manage";

    public const string LinesManage = "lines.manage";

    /// <summary>Set one's own presence.</summary>
    public const string PresenceWrite = "presence.write";

    /// <summary>Set the presence of any member.</summary>
    public const string PresenceManage = "presence.manage";

    /// <summary>Read the calls and messages of oneself and of the groups one operates.</summary>
    public const string InteractionsRead = "interactions.read";

    /// <summary>Record one's own calls and messages.</summary>
    public const string InteractionsWrite = "interactions.write";

    /// <summary>Record and read the calls and messages of any member or group.</summary>
    public const string InteractionsManage = "interactions.manage";

    /// <summary>Have changes delivered to a URL, signed.</summary>
    public const string WebhooksManage = "webhooks.manage";

    /// <summary>List, create, rotate and revoke application keys.</summary>
    public const string KeysManage = "keys.manage";

    public const string TenantRead = "tenant.read";

    public const string TenantManage = "tenant.manage";

    /// <summary>Read who changed what.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>Erase a person everywhere, and see what was erased when and by whom. It cannot be undone, and reaches every member's contacts.</summary>
    public const string ErasuresManage = "erasures.manage";

    /// <summary>Provision members over SCIM.</summary>
    public const string Scim = "scim";

    public static FrozenSet<string> All { get; } = typeof(Permission)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .ToFrozenSet(StringComparer.Ordinal);
}
