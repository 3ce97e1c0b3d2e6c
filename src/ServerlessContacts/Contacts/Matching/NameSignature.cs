namespace ServerlessContacts.Contacts.Matching;

/// <summary>What of a contact's name decides whether two records may be one person: the folded name, or, for a contact without one, its company.</summary>
internal static class NameSignature
{
    /// <summary>Stands before a company; no folded name begins with it.</summary>
    public const char Nameless = '\u0001';

    public static string Of(Contact contact)
    {
        var name = NameText.Fold(contact.Name.Full ?? NameRules.Compose(contact.Name));
        return name.Length > 0 ? name : Nameless + NameText.Fold(contact.Organization?.Name);
    }
}
