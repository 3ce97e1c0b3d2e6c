using System.Globalization;
using System.Text;

namespace ServerlessContacts.Search;

/// <summary>Folds one character that has no accent any more.</summary>
internal static class RuneFold
{
    public const int KatakanaToHiragana = 'ァ' - 'ぁ';

    public static void Append(StringBuilder folded, Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        if (Spelling(lower.Value) is { } spelling)
        {
            folded.Append(spelling);
        }
        else
        {
            folded.Append(Plain(lower).ToString());
        }
    }

    /// <summary>Letters that Unicode does not take apart, as those who lack the key write them, the many forms of apostrophes, and variants of
    /// characters in names that lie outside the table of <see cref="NameVariants"/>.</summary>
    private static string? Spelling(int letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ŋ' => "n",
        'ς' => "σ",
        '’' or '‘' or '‛' or 'ʼ' or 'ʻ' or '′' => "'",
        '−' => "-",
        '﨑' => "崎",
        0x20BB7 => "吉",
        0x2123D => "土",
        0x2363A => "橋",
        _ => null,
    };

    private static Rune Plain(Rune rune) => rune.Value switch
    {
        '〜' => rune, // A dash to Unicode; KanaFold knows better.
        (>= 'ァ' and <= 'ヶ') or 'ヽ' or 'ヾ' => new Rune(rune.Value - KatakanaToHiragana),
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => new Rune('0' + (int)Rune.GetNumericValue(rune)),
            UnicodeCategory.DashPunctuation => new Rune('-'),
            UnicodeCategory.Control or UnicodeCategory.SpaceSeparator => new Rune(' '),
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new Rune(' '),
            _ => rune,
        },
    };
}
