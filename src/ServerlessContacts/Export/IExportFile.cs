using ServerlessContacts.Contacts;

namespace ServerlessContacts.Export;

/// <summary>
/// A file as it is made. It is told of every contact twice, in the same order: first to learn what it will hold of it, since a table's columns must be known before its
/// first row, then to write it.
/// </summary>
internal interface IExportFile
{
    /// <summary>What somebody who reads the file will know of the contact.</summary>
    Contact Prepare(Contact contact);

    /// <summary>What comes before the first contact.</summary>
    void Begin(TextWriter text);

    void Write(Contact contact, TextWriter text);
}
