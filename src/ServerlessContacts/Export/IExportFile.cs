using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Export;

/// <summary>
/// A file as it is made. It is told of every contact twice, in the same order: first to learn what it cannot hold and how wide it has to be, since a table's columns must
/// be known before its first row, then to write it.
/// </summary>
internal interface IExportFile
{
    bool TakesPhotos { get; }

    /// <summary>The fields that the file will not hold as they are, by name, as <see cref="Losses.LostFields"/> names them.</summary>
    IReadOnlySet<string> Prepare(Contact contact);

    /// <summary>What comes before the first contact.</summary>
    void Begin(TextWriter text);

    void Write(Contact contact, VCardPhoto? photo, TextWriter text);
}
