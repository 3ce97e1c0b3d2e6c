using System.Collections.Frozen;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Export.Cards;

/// <summary>vCards one after the other.</summary>
internal sealed class CardFile(VCardVersion version) : IExportFile
{
    /// <summary>Stands for a picture that is read when its card is written.</summary>
    private static readonly VCardPhoto Expected = new(ReadOnlyMemory<byte>.Empty, "image/jpeg");

    public bool TakesPhotos => true;

    public IReadOnlySet<string> Prepare(Contact contact)
    {
        var paths = VCardWriter.Write(contact, contact.Photo is null ? null : Expected, version, TextWriter.Null);
        return paths.Count == 0 ? FrozenSet<string>.Empty : paths.Select(Field).ToHashSet(StringComparer.Ordinal);
    }

    public void Begin(TextWriter text)
    {
        // Cards need no introduction, and a byte order mark would stand before the word by which they are known.
    }

    public void Write(Contact contact, VCardPhoto? photo, TextWriter text) => VCardWriter.Write(contact, photo, version, text);

    /// <summary><c>phones[1].label</c> is a label of phones, and <c>custom.KEY</c> is one of the custom fields.</summary>
    private static string Field(string path)
    {
        if (path.StartsWith("custom.", StringComparison.Ordinal))
        {
            return "custom";
        }

        var (open, close) = (path.IndexOf('[', StringComparison.Ordinal), path.IndexOf(']', StringComparison.Ordinal));
        return open < 0 ? path : path[..open] + path[(close + 1)..];
    }
}
