using System.Globalization;
using System.Text;

namespace ServerlessContacts.Search;

/// <summary>Folds one cluster: the common ones by range or table, the others by taking them apart and putting the rest together again.</summary>
internal static class ClusterFold
{
    private const char FirstOfTable = '\u0080';
    private const char AfterTable = '\u0250';
    private const char FirstHalfWidth = '\uFF61';
    private const char AfterHalfWidth = '\uFFA0';
    private const char VoicingSign = '\u309B';
    private const char HalfVoicingSign = '\u309C';
    private const char NoCharacter = '\uFFFE';

    /// <summary>Latin letters with accents and half-width katakana are frequent enough to be looked up.</summary>
    private static readonly string[] Latin = Table(FirstOfTable, AfterTable);
    private static readonly string[] HalfWidth = Table(FirstHalfWidth, AfterHalfWidth);

    public static void Append(LineBuffer folded, ReadOnlySpan<char> cluster, FoldForm form)
    {
        var first = cluster[0];
        if (cluster.Length > 1)
        {
            AppendEach(folded, ApartAndTogether(Valid(cluster)), form);
        }
        else if (first < FirstOfTable)
        {
            KanaFold.Append(folded, PlainAscii(first), form);
        }
        else if (first < AfterTable)
        {
            folded.Append(Latin[first - FirstOfTable]);
        }
        else
        {
            AppendBeyondLatin(folded, first, form);
        }
    }

    private static void AppendBeyondLatin(LineBuffer folded, char c, FoldForm form)
    {
        if (IsAsIs(c))
        {
            KanaFold.Append(folded, c, form);
        }
        else if (c is >= 'ァ' and <= 'ヶ')
        {
            KanaFold.Append(folded, (char)(c - RuneFold.KatakanaToHiragana), form);
        }
        else if (c is >= FirstHalfWidth and < AfterHalfWidth)
        {
            AppendEach(folded, HalfWidth[c - FirstHalfWidth], form);
        }
        else
        {
            AppendEach(folded, ApartAndTogether(Valid([c])), form);
        }
    }

    private static void AppendEach(LineBuffer folded, string characters, FoldForm form)
    {
        foreach (var c in characters)
        {
            KanaFold.Append(folded, c, form);
        }
    }

    private static char PlainAscii(char c) => c is <= ' ' or '\u007F' ? ' ' : char.ToLowerInvariant(c);

    /// <summary>Hiragana, Chinese characters and Hangul syllables on their own are their own normal form.</summary>
    private static bool IsAsIs(char c) =>
        c is (>= '\u3041' and <= '\u3096') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or 'ー' or '・' or '々';

    private static string ApartAndTogether(string cluster)
    {
        var folded = new StringBuilder(cluster.Length + 4);
        foreach (var rune in cluster.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsDropped(rune))
            {
                RuneFold.Append(folded, rune);
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Accents of European scripts, vowel points of Hebrew and Arabic, variation selectors, invisible characters. Voicing marks of kana and
    /// vowel signs of Indian scripts are letters to those who read them, and stay.
    /// </summary>
    private static bool IsDropped(Rune rune) => rune.Value switch
    {
        >= 0x0300 and <= 0x036F or >= 0x1AB0 and <= 0x1AFF or >= 0x1DC0 and <= 0x1DFF or >= 0x20D0 and <= 0x20FF or >= 0xFE20 and <= 0xFE2F => true,
        >= 0x0483 and <= 0x0489 or >= 0x0591 and <= 0x05C7 or >= 0x064B and <= 0x065F or 0x0670 or >= 0x06D6 and <= 0x06ED =>
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark,
        >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF => true,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format,
    };

    /// <summary>
    /// Half a surrogate pair and U+FFFE cannot be normalised; they become the replacement character. A voicing sign that follows a kana is its mark.
    /// </summary>
    private static string Valid(ReadOnlySpan<char> cluster)
    {
        var text = new StringBuilder(cluster.Length);
        foreach (var rune in cluster.EnumerateRunes())
        {
            text.Append(rune.Value switch
            {
                VoicingSign when Kana.IsWritten(cluster[0]) => "\u3099",
                HalfVoicingSign when Kana.IsWritten(cluster[0]) => "\u309A",
                NoCharacter => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return text.ToString();
    }

    private static string[] Table(char first, char after) => [.. Enumerable.Range(first, after - first).Select(c => ApartAndTogether(((char)c).ToString()))];
}
