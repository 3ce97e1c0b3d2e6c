namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Writes contacts as vCards. What the standard has no property for stands in properties that begin with <c>X-</c>, so that a contact that was written and is read again
/// by <see cref="VCardReader"/> is the same contact.
/// </summary>
public static class VCardWriter
{
    /// <summary>Writes one card, each line ended by CR LF. Many cards one after the other are a file; its encoding is UTF-8 without a byte order mark.</summary>
    /// <param name="photo">The picture that <see cref="Contact.Photo"/> names; without it that field is a loss.</param>
    /// <returns>
    /// The paths of the fields that the card does not hold as they are, such as <c>photo</c>, <c>notes</c> or <c>phones[1].label</c>; none for nearly all contacts. A card
    /// holds no control characters, no half of a surrogate pair, and no birthday in 1604, which readers take for a year that is
    /// unknown.
    /// </returns>
    public static IReadOnlyList<string> Write(Contact contact, VCardPhoto? photo, VCardVersion version, TextWriter into)
    {
        var card = new CardWriting(version, into);
        card.Line("BEGIN", "VCARD");
        card.Line("VERSION", version == VCardVersion.V3 ? "3.0" : "4.0");
        NameLines.Write(card, contact);
        WorkLines.Write(card, contact);
        ListLines.Write(card, contact);
        OtherLines.Write(card, contact, photo);
        CustomLines.Write(card, contact.Custom);
        card.Line("END", "VCARD");
        return card.Losses;
    }
}
