using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>A contact as answers show it, without a table read.</summary>
/// <param name="Version">The sequence of its last change: its entity tag to the outside.</param>
public sealed record ContactDocument(ContactId Id, long Version, ContactRecord Record)
{
    public ContactScope Scope => ContactScopes.Of(Id);
}
