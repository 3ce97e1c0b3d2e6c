using System.Buffers;
using System.Text;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Contacts.Ldif;

/// <summary>
/// An entry while its lines come in: its text as it is, its attributes unfolded, and the first thing that is wrong with it.
/// </summary>
internal sealed class LdifEntry(int line, Encoding encoding)
{
    /// <summary>Longer than anything that a person has; a picture of 4 MiB in base64 included.</summary>
    private const int MostBytes = VCardReader.MostBytes;

    private readonly ArrayBufferWriter<byte> source = new(1024);
    private readonly List<LdifAttribute> attributes = [];
    private readonly MemoryStream open = new();
    private int openLine;
    private bool isComment;
    private VCardProblem? problem;

    public void Take(ByteLines lines)
    {
        var text = lines.Current.Span;
        if (lines.IsCut || source.WrittenCount + text.Length > MostBytes || attributes.Count == VCardReader.MostProperties)
        {
            problem ??= VCardProblems.TooLarge.At(lines.Number);
        }
        else
        {
            source.Write(text);
            source.Write("\r\n"u8);
            Add(text, lines.Number);
        }

        lines.Advance();
    }

    /// <summary>The card that says the same; null where there is no attribute.</summary>
    public VCard? Card()
    {
        Close();
        source.Write("\r\n"u8);
        var text = source.WrittenSpan.ToArray();
        return attributes.Count == 0 && problem is null ? null
            : (problem ?? LdifKinds.Problem(attributes, line)) is { } found ? new VCard(line, text) { Problem = found }
            : Read(text);
    }

    private VCard Read(byte[] text)
    {
        var draft = CardReading.Read(LdifProperties.Of(attributes), CardEncodings.Utf8);
        return draft.Problem is { } found ? new VCard(line, text) { Problem = found } : new VCard(line, text, draft);
    }

    /// <summary>A line that begins with a blank is the rest of the one before.</summary>
    private void Add(ReadOnlySpan<byte> text, int number)
    {
        if (text[0] != ' ')
        {
            Close();
            (openLine, isComment) = (number, text[0] == '#');
        }

        if (!isComment)
        {
            open.Write(text[(text[0] == ' ' ? 1 : 0)..]);
        }
    }

    private void Close()
    {
        if (open.Length > 0 && LdifAttribute.Parse(openLine, open.GetBuffer().AsSpan(0, (int)open.Length), encoding) is { } attribute)
        {
            attributes.Add(attribute);
        }

        open.SetLength(0);
    }
}
