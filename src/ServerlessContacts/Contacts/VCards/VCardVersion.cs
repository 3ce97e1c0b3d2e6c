namespace ServerlessContacts.Contacts.VCards;

/// <summary>The versions that are written; 2.1 is read as well.</summary>
public enum VCardVersion
{
    /// <summary>RFC 2426: what Apple, Google and Microsoft read.</summary>
    V3,

    /// <summary>RFC 6350.</summary>
    V4,
}

/// <summary>A contact's picture as a card carries it.</summary>
/// <param name="ContentType">The media type, such as <c>image/jpeg</c>.</param>
public sealed record VCardPhoto(ReadOnlyMemory<byte> Bytes, string ContentType);
