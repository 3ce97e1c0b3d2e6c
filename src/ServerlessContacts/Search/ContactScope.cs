using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>Whose a contact is: the member's own, the organisation's, or a member of the organisation.</summary>
public enum ContactScope
{
    Personal,
    Shared,
    Member,
}

public static class ContactScopes
{
    public static ContactScope Of(ContactId id) =>
        id.IsPersonal ? ContactScope.Personal : id.IsShared ? ContactScope.Shared : ContactScope.Member;
}
