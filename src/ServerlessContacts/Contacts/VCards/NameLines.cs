namespace ServerlessContacts.Contacts.VCards;

/// <summary>Writes what a contact is called and what it is.</summary>
internal static class NameLines
{
    public static void Write(CardWriting card, Contact contact)
    {
        var name = contact.Name;
        WriteFull(card, contact);
        string?[] parts = [name.Family, name.Given, name.Middle, name.Prefix, name.Suffix];
        string[] paths = ["name.family", "name.given", "name.middle", "name.prefix", "name.suffix"];
        if (card.Version == VCardVersion.V3 || Array.Exists(parts, part => part is not null))
        {
            card.Line("N", string.Join(';', parts.Zip(paths, card.Text)));
        }

        card.TextLine("X-PHONETIC-FIRST-NAME", name.PhoneticGiven, "name.phoneticGiven");
        card.TextLine("X-PHONETIC-LAST-NAME", name.PhoneticFamily, "name.phoneticFamily");
        card.TextLine("NICKNAME", contact.Nickname, "nickname");
        if (contact.Kind == ContactKind.Organization)
        {
            card.Line(card.Version == VCardVersion.V3 ? "X-ABShowAs" : "KIND", card.Version == VCardVersion.V3 ? "COMPANY" : "org");
        }
    }

    /// <summary>
    /// Every card has a full name. One that only repeats something else says so, and one that repeats the organisation's and is a name all the same says that.
    /// </summary>
    private static void WriteFull(CardWriting card, Contact contact)
    {
        var full = contact.Name.Full;
        var derived = full is null ? ";DERIVED=TRUE" : contact.Kind == ContactKind.Organization && full == contact.Organization?.Name ? ";DERIVED=FALSE" : "";
        card.TextLine($"FN{derived}", full ?? contact.Caption, "name.full");
    }
}
