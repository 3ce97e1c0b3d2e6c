using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Editing;

/// <summary>What became of an edit.</summary>
public abstract record EditResult
{
    private EditResult()
    {
    }

    /// <summary>Stored, now or by an earlier call with the same key.</summary>
    public sealed record Saved(StoredContact Contact) : EditResult;

    public sealed record Deleted : EditResult;

    public sealed record Invalid(IReadOnlyList<FieldProblem> Problems) : EditResult;

    /// <summary>Not there, or not in the caller's scope.</summary>
    public sealed record NotFound : EditResult;

    /// <summary>The contact is no longer at the version that the caller saw.</summary>
    public sealed record Stale : EditResult;

    /// <summary>The caller may see the contact but not do this; one of the codes of <see cref="Access.ContactRights"/>.</summary>
    public sealed record Refused(string Code) : EditResult;

    /// <summary>An e-mail address that must be unique belongs to another contact or to an administrator.</summary>
    public sealed record Taken(string Field) : EditResult;

    /// <summary>What was sent as a photo is none.</summary>
    public sealed record NoPicture : EditResult;

    /// <summary>The idempotency key was used before for another request.</summary>
    public sealed record KeyReused : EditResult;
}
