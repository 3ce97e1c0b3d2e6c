using System.Collections.Frozen;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Access;

/// <summary>What a caller may do to one contact that is in their scope. Pure; a refusal is a code that callers may rely on.</summary>
public static class ContactRights
{
    public const string MembersAreNotContacts = "member-not-editable";
    public const string PermissionMissing = "permission-missing";
    public const string FieldNotAllowed = "field-not-allowed";

    /// <summary>What every member may edit of a shared contact.</summary>
    public static FrozenSet<string> FieldsOfEveryMember { get; } =
        new[] { "name", "phones", "emails", "role", "urls" }.ToFrozenSet(StringComparer.Ordinal);

    public static string? RefuseCreate(Caller caller, bool shared, MemberId? owner) =>
        Unless(shared ? caller.May(Permission.ContactsSharedWrite) : MayWriteOf(caller, owner));

    /// <summary>Null where the caller may change these fields of the contact.</summary>
    public static string? RefuseEdit(Caller caller, ContactId id, IEnumerable<string> fields) =>
        id.IsMember ? MembersAreNotContacts
        : id.IsPersonal ? Unless(MayWriteOf(caller, id.Owner))
        : caller.May(Permission.ContactsSharedWrite) ? null
        : !caller.May(Permission.ContactsSharedEdit) ? PermissionMissing
        : fields.All(FieldsOfEveryMember.Contains) ? null : FieldNotAllowed;

    /// <summary>Null where the caller may delete the contact for everyone who sees it, or restore it.</summary>
    public static string? RefuseDelete(Caller caller, ContactId id) =>
        id.IsMember ? MembersAreNotContacts
        : Unless(id.IsPersonal ? MayWriteOf(caller, id.Owner) : caller.May(Permission.ContactsSharedDelete));

    private static bool MayWriteOf(Caller caller, MemberId? owner) =>
        owner is not null && (owner == caller.Member ? caller.May(Permission.ContactsWrite) : caller.May(Permission.ContactsAdmin));

    private static string? Unless(bool allowed) => allowed ? null : PermissionMissing;
}
