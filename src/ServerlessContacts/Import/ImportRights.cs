using ServerlessContacts.Access;

namespace ServerlessContacts.Import;

/// <summary>What a caller may do with imports. Pure.</summary>
public static class ImportRights
{
    /// <summary>What it takes to import there, and to decide about imports there.</summary>
    public static string Required(ImportScope scope) => scope == ImportScope.Shared ? Permission.ImportsShared : Permission.ImportsWrite;

    /// <summary>
    /// The permission that the caller lacks to import there; null where they may. Nobody imports into own contacts that they do not have.
    /// </summary>
    public static string? RefuseCreate(Caller caller, AccessScope scope, ImportScope target) =>
        caller.May(Required(target)) && (target == ImportScope.Shared || scope.Personal is not null) ? null : Required(target);

    /// <summary>
    /// Imports into the shared contacts are for those who may make them; into a member's own, for that member and for administrators.
    /// </summary>
    public static bool MaySee(Caller caller, StoredImport import) => import.Options.Scope == ImportScope.Shared
        ? caller.May(Permission.ImportsShared)
        : caller.May(Permission.ContactsAdmin) || (caller.Member is { } member && member == import.Options.Owner);
}
