using System.Globalization;
using System.Text;

namespace ServerlessContacts.Search;

/// <summary>
/// Cuts a text where nothing composes across the cut: a character with the marks, voicing signs, vowels of its syllable and invisible
/// characters that follow it. So each piece can be normalised alone and keeps its place in the original.
/// </summary>
internal static class Cluster
{
    private const char FirstMark = '\u0300';
    private const char SoftHyphen = '\u00AD';

    public static int End(ReadOnlySpan<char> text, int start)
    {
        var at = start + LengthAt(text, start);
        while (at < text.Length && MayExtend(text[at]) && RuneAt(text, at) is var rune && Extends(rune))
        {
            at += rune.Utf16SequenceLength;
        }

        return at;
    }

    /// <summary>Kana and Chinese characters are passed over quickly, as they are most of what lies beyond the first mark.</summary>
    private static bool MayExtend(char c) =>
        c >= FirstMark ? c is not ((>= '\u3041' and <= '\u3096') or (>= '\u30A1' and <= '\u30FE') or (>= '\u4E00' and <= '\u9FFF')) : c == SoftHyphen;

    private static bool Extends(Rune rune) =>
        rune.Value is (>= 0x1160 and <= 0x11FF) or 0xFF9E or 0xFF9F // Vowels and final consonants of Hangul; half-width voicing signs.
            or 0x309B or 0x309C // Voicing signs that stand alone and are typed after a kana nevertheless.
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static int LengthAt(ReadOnlySpan<char> text, int at) => char.IsSurrogate(text[at]) ? RuneAt(text, at).Utf16SequenceLength : 1;

    /// <summary>Half a surrogate pair counts as the replacement character, which is as long.</summary>
    private static Rune RuneAt(ReadOnlySpan<char> text, int at)
    {
        Rune.DecodeFromUtf16(text[at..], out var rune, out _);
        return rune;
    }
}
