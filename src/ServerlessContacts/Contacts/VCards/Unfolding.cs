using System.Buffers;
using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>How a physical line goes on the one before.</summary>
internal enum Fold
{
    /// <summary>It does not: it begins a property.</summary>
    None,

    /// <summary>After the blank that it begins with.</summary>
    AfterBlank,

    /// <summary>Whole, blank included: 2.1 folds where a blank is.</summary>
    Whole,

    /// <summary>Whole, in place of the equals sign that ends the line before.</summary>
    SoftBreak,

    /// <summary>Whole, as the next line of a text that was written without folds.</summary>
    Break,

    /// <summary>Whole, below a line as long as producers make lines, of which some begin the rest without a blank.</summary>
    Wrapped,
}

/// <summary>Which lines belong together, by the rules of the versions and the habits of producers.</summary>
internal static class Unfolding
{
    /// <summary>Lines end at 72 to 76 octets, a character that would be cut left out.</summary>
    private const int WrappedLine = 70;

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <param name="open">The property so far.</param>
    /// <param name="next">The line below it.</param>
    /// <param name="atBlank">What a blank at the beginning of a line of text means in the card's version.</param>
    public static Fold Of(OpenProperty open, ReadOnlySpan<byte> next, Fold atBlank)
    {
        if (open.IsQuotedPrintable && open.LastLine.TrimEnd(Blanks) is [.., (byte)'='])
        {
            return IsBegin(next) || IsEnd(next) ? Fold.None : Fold.SoftBreak;
        }

        if (next.Length > 0 && Blanks.Contains(next[0]))
        {
            // A line of blanks ends a picture in Outlook's cards.
            return open.IsBase64 && next.Trim(Blanks).IsEmpty ? Fold.None : open.IsBase64 || !open.HasHead ? Fold.AfterBlank : atBlank;
        }

        return open.IsBase64 ? next.Length > 0 && next.IndexOfAnyExcept(Base64Bytes) < 0 ? Fold.Whole : Fold.None
            : IsProperty(next) || IsBlank(next) ? Fold.None
            : open.IsText ? Fold.Break
            : open.HasHead && open.LastLine.Length >= WrappedLine ? Fold.Wrapped
            : Fold.None;
    }

    /// <summary>Notes, addresses, and properties of producers' own: what stands below them without a name is most likely theirs.</summary>
    public static bool IsText(ReadOnlySpan<byte> head)
    {
        var parameters = head.IndexOf((byte)';');
        var name = parameters < 0 ? head : head[..parameters];
        name = name[(name.LastIndexOf((byte)'.') + 1)..];
        return StartsWith(name, "X-"u8) || IsWord(name, "NOTE"u8) || IsWord(name, "ADR"u8) || IsWord(name, "LABEL"u8);
    }

    /// <summary>Whether a line begins with a name, behind a group or not.</summary>
    private static bool IsProperty(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAny((byte)':', (byte)';');
        var name = end < 0 ? default : line[..end];
        name = name[(name.LastIndexOf((byte)'.') + 1)..].Trim(Blanks);
        return !name.IsEmpty && name.IndexOfAnyExcept(NameBytes) < 0;
    }

    public static bool IsBegin(ReadOnlySpan<byte> line) => IsText(line, "BEGIN:VCARD"u8);

    public static bool IsEnd(ReadOnlySpan<byte> line) => IsText(line, "END:VCARD"u8);

    /// <summary>The name of a card in the card, which stands on the lines below.</summary>
    public static bool IsAgent(ReadOnlySpan<byte> line) => StartsWith(line, "AGENT"u8) && line.TrimEnd(Blanks) is [.., (byte)':'];

    /// <summary>Nothing but blanks, and what tools leave at the ends of files: NUL, Ctrl-Z, a byte order mark.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => WithoutMark(line).Trim(" \t\0\u001A\f\v"u8).IsEmpty;

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line) => line.StartsWith("\uFEFF"u8) ? line[3..] : line;

    private static SearchValues<byte> Base64Bytes { get; } =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t"u8);

    private static SearchValues<byte> NameBytes { get; } = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Whether a head says the encoding of its value.</summary>
    public static bool HasCharset(ReadOnlySpan<byte> head) => Contains(head, "CHARSET="u8);

    public static bool IsQuotedPrintable(ReadOnlySpan<byte> head) => Contains(head, "QUOTED-PRINTABLE"u8);

    public static bool IsBase64(ReadOnlySpan<byte> head) => Contains(head, "BASE64"u8) || Contains(head, "ENCODING=B;"u8) || EndsWith(head, "ENCODING=B"u8);

    /// <summary>Whether a value begins like a picture in a link.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> value) => StartsWith(value, "data:"u8) && value.IndexOf(";base64"u8) >= 0;

    private static bool IsText(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text) =>
        WithoutMark(line.Trim(Blanks)).Trim(Blanks) is var trimmed && trimmed.Length == text.Length && StartsWith(trimmed, text);

    private static bool IsWord(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word) => name.Length == word.Length && StartsWith(name, word);

    private static bool StartsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text) =>
        line.Length >= text.Length && Ascii.EqualsIgnoreCase(line[..text.Length], text);

    private static bool EndsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text) =>
        line.Length >= text.Length && Ascii.EqualsIgnoreCase(line[^text.Length..], text);

    private static bool Contains(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i + text.Length <= line.Length; i++)
        {
            if (StartsWith(line[i..], text))
            {
                return true;
            }
        }

        return false;
    }
}
