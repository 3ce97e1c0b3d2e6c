namespace ServerlessContacts.Contacts;

/// <summary>How much a contact holds. Generous beside what providers hold (Google: 500 fields of 1,024 characters, 128 KB a contact).</summary>
public static class ContactLimits
{
    public const int TextLength = 1024;

    public const int NotesLength = 64 * 1024;

    /// <summary>Entries of one list, such as phones.</summary>
    public const int ListLength = 200;

    /// <summary>The whole contact as JSON in UTF-8; with its origins it must stay below what one row of the store takes.</summary>
    public const int Bytes = 224 * 1024;

    /// <summary>A picture, which is no part of the contact's own bytes: what Microsoft Graph takes.</summary>
    public const int PhotoBytes = 4 * 1024 * 1024;
}
