using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;

namespace ServerlessContacts.Erasure;

/// <summary>Who can be erased. Pure.</summary>
public static class ErasureRules
{
    /// <summary>One who erased themselves would be a member again by the very request.</summary>
    public static FieldProblem? FindProblem(Caller caller, MemberId member) => member == caller.Member
        ? new FieldProblem("member", "member-is-caller", "Another administrator has to erase you.")
        : null;

    /// <summary>A contact that is deleted or purged may be named: what is left of it goes.</summary>
    public static FieldProblem? FindProblem(TenantRecord tenant, ContactId contact, string field) =>
        contact.IsMember ? new FieldProblem(field, "member-not-erasable", "A member of the organisation is no contact.")
        : contact.IsShared && contact.Shard >= tenant.Shards
            ? new FieldProblem(field, "contact-invalid", "Expected the id of a contact.")
            : null;
}
