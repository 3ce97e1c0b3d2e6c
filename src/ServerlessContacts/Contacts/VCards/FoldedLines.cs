using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Writes content lines: 75 octets of UTF-8 in each physical line at most, its break left out (RFC 6350 §3.2), and no character cut. A
/// value that holds the frame of a card is folded
/// there, so that no reader takes it for one.
/// </summary>
internal sealed class FoldedLines(TextWriter into)
{
    private const int MostOctets = 75;
    private const string Break = "\r\n";

    public void Write(string line)
    {
        var octets = 0;
        var start = 0;
        for (var at = 0; at < line.Length;)
        {
            Rune.DecodeFromUtf16(line.AsSpan(at), out var rune, out var length);
            if (octets + rune.Utf8SequenceLength > MostOctets || IsInFrame(line, at))
            {
                into.Write(line.AsSpan(start, at - start));
                into.Write(Break);
                into.Write(' ');
                (start, octets) = (at, 1);
            }

            octets += rune.Utf8SequenceLength;
            at += length;
        }

        into.Write(line.AsSpan(start));
        into.Write(Break);
    }

    /// <summary>Whether the rest of the line begins between the two words of a frame that is not the line itself.</summary>
    private static bool IsInFrame(string line, int at) =>
        line[at] is 'V' or 'v' && line.AsSpan(at).StartsWith("VCARD", StringComparison.OrdinalIgnoreCase)
        && (line.AsSpan(0, at).EndsWith("END:", StringComparison.OrdinalIgnoreCase) || line.AsSpan(0, at).EndsWith("BEGIN:", StringComparison.OrdinalIgnoreCase))
        && line is not ("BEGIN:VCARD" or "END:VCARD");
}
