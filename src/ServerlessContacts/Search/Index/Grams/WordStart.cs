using System.Buffers;
using System.Globalization;
using System.Text;

namespace ServerlessContacts.Search.Index;

/// <summary>Where the words of a line begin: at its start and behind what is neither a letter, nor its mark, nor a digit.</summary>
internal static class WordStart
{
    public static bool IsAt(ReadOnlySpan<char> line, int at) =>
        at == 0 || (Rune.DecodeLastFromUtf16(line[..at], out var before, out _) == OperationStatus.Done && Separates(before));

    public static bool IsAt(ReadOnlySpan<byte> lines, int at)
    {
        if (at == 0)
        {
            return true;
        }

        var last = lines[at - 1];
        return last < 0x80 ? !char.IsAsciiLetterOrDigit((char)last) : Rune.DecodeLastFromUtf8(lines[..at], out var before, out _) == OperationStatus.Done && Separates(before);
    }

    private static bool Separates(Rune before) =>
        !Rune.IsLetterOrDigit(before)
        && Rune.GetUnicodeCategory(before) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);
}
