using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Finds where a line is to be cut that has lost the break before or after the frame of a card, as files do that are joined without one.
/// </summary>
internal static class GluedLines
{
    private const string Agent = "AGENT";

    private static ReadOnlySpan<byte> Begin => "BEGIN:VCARD"u8;

    private static ReadOnlySpan<byte> End => "END:VCARD"u8;

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>The length of the line's first part: the whole length where nothing is glued to it.</summary>
    public static int FirstPart(ReadOnlySpan<byte> line)
    {
        var start = line.Length - Unfolding.WithoutMark(line).Length;
        if (FrameAt(line[start..]) is var frame and > 0)
        {
            return start + frame;
        }

        return AgentEnd(line) is var agent and > 0 ? agent : EndBeforeBegin(line);
    }

    /// <summary>A beginning with a property glued to it, or an end with anything.</summary>
    private static int FrameAt(ReadOnlySpan<byte> line) =>
        StartsWith(line, Begin) && IsProperty(Trim(line[Begin.Length..])) ? Begin.Length
        : StartsWith(line, End) && Trim(line[End.Length..]) is { IsEmpty: false } rest && rest[0] != '=' ? End.Length
        : 0;

    /// <summary>In 2.1 an agent's card may begin on the line that names it.</summary>
    private static int AgentEnd(ReadOnlySpan<byte> line)
    {
        var trimmed = line.TrimEnd(" \t"u8);
        var end = trimmed.Length - Begin.Length;
        return end > Agent.Length && StartsWith(line, "AGENT"u8) && line[Agent.Length] is (byte)':' or (byte)';' && StartsWith(trimmed[end..], Begin) ? end : 0;
    }

    /// <summary>Each colon is looked at once.</summary>
    private static int EndBeforeBegin(ReadOnlySpan<byte> line)
    {
        for (var at = line.IndexOf((byte)':'); at >= 0;)
        {
            if (at >= 3 && StartsWith(line[(at - 3)..], End))
            {
                var rest = line[(at - 3 + End.Length)..];
                var next = WithoutMarks(rest);
                if (StartsWith(next, Begin))
                {
                    return line.Length - rest.Length;
                }
            }

            var colon = line[(at + 1)..].IndexOf((byte)':');
            at = colon < 0 ? -1 : at + 1 + colon;
        }

        return line.Length;
    }

    private static ReadOnlySpan<byte> WithoutMarks(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        return text.StartsWith(Mark) ? Trim(text[Mark.Length..]) : text;
    }

    /// <summary>A name, and the colon or the parameters behind it.</summary>
    private static bool IsProperty(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)':', (byte)';');
        return end > 0 && char.IsAsciiLetter((char)text[0]) && Ascii.IsValid(text[..end]) && !text[..end].ContainsAny(" \t="u8);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);

    private static bool StartsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text) =>
        line.Length >= text.Length && Ascii.EqualsIgnoreCase(line[..text.Length], text);
}
