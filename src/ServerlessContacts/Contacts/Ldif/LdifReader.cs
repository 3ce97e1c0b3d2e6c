using System.Text;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Contacts.Ldif;

/// <summary>
/// Reads the entries of an LDIF file (RFC 2849) one by one, good and bad, each as the card that says the same. An entry ends with a blank
/// line. What is held is bounded: an entry at most. The
/// stream stays the caller's.
/// </summary>
/// <param name="encoding">Of values that are not UTF-8, which the format demands and old programs do not write.</param>
public sealed class LdifReader(Stream stream, Encoding encoding)
{
    private readonly ByteLines lines = new(stream);
    private readonly Encoding encoding = Charsets.Marking(encoding);

    /// <summary>The next entry, or null at the end of the file.</summary>
    public async ValueTask<VCard?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await lines.PeekAsync(cancellationToken))
        {
            if (Unfolding.IsBlank(lines.Current.Span))
            {
                lines.Advance();
            }
            else if (await ReadEntryAsync(cancellationToken) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Null for a block of comments, or of nothing but the version of the format.</summary>
    private async ValueTask<VCard?> ReadEntryAsync(CancellationToken cancellationToken)
    {
        var entry = new LdifEntry(lines.Number, encoding);
        while (await lines.PeekAsync(cancellationToken) && !Unfolding.IsBlank(lines.Current.Span))
        {
            entry.Take(lines);
        }

        return entry.Card();
    }
}
