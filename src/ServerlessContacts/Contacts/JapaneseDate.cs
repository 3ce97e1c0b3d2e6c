using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessContacts.Contacts;

/// <summary>
/// Dates as Japan writes them: with the years of an emperor (<c>昭和55年4月9日</c>, <c>令和元年5月1日</c>, <c>S55.4.9</c>, <c>昭55/4/9</c>) and with numbers in kanji
/// (<c>昭和五十五年四月九日</c>, <c>一九八〇年四月九日</c>).
/// </summary>
internal static partial class JapaneseDate
{
    private const string KanjiDigits = "〇一二三四五六七八九";

    /// <summary>The year before each era's first, and how many years it has, by the era's first letter; the present one has no end.</summary>
    private static readonly Dictionary<char, (int Before, int Years)> Eras = new()
    {
        ['令'] = (2018, 99),
        ['R'] = (2018, 99),
        ['平'] = (1988, 31),
        ['H'] = (1988, 31),
        ['昭'] = (1925, 64),
        ['S'] = (1925, 64),
        ['大'] = (1911, 15),
        ['T'] = (1911, 15),
        ['明'] = (1867, 45),
        ['M'] = (1867, 45),
    };

    /// <summary>
    /// The same date in digits and with a year of the common era; null where the text has neither an era nor kanji for numbers, or names a year that the era does not have.
    /// </summary>
    public static string? ToCommonEra(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || (Ascii.IsValid(text) && !Eras.ContainsKey(text[0])))
        {
            return null;
        }

        var written = text.ToString().Normalize(NormalizationForm.FormKC);
        var digits = KanjiNumber().Replace(written, number => Number(number.Value).ToString(CultureInfo.InvariantCulture));
        if (EraYear().Match(digits) is { Success: true } match)
        {
            return CommonYear(digits[0], match.Groups["year"].Value) is { } year
                ? string.Create(CultureInfo.InvariantCulture, $"{year}{digits.AsSpan(match.Length)}")
                : null;
        }

        return digits == written ? null : digits;
    }

    private static int? CommonYear(char era, string written)
    {
        var year = written == "元" ? 1 : int.Parse(written, NumberStyles.None, CultureInfo.InvariantCulture);
        return Eras[era] is var (before, years) && year >= 1 && year <= years ? before + year : null;
    }

    /// <summary>A number up to 9,999, digit by digit (一九八〇) or with its tens, hundreds and thousands (五十五).</summary>
    private static int Number(string kanji)
    {
        var (sum, digit) = (0, 0);
        foreach (var character in kanji)
        {
            var unit = character switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            (sum, digit) = unit > 0 ? (sum + (Math.Max(digit, 1) * unit), 0) : (sum, (digit * 10) + Math.Max(KanjiDigits.IndexOf(character), 0));
        }

        return sum + digit;
    }

    [GeneratedRegex("[〇零一二三四五六七八九十百千]{1,6}(?=\\s*[年月日])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KanjiNumber();

    [GeneratedRegex(
        @"^(?:令和?|平成?|昭和?|大正?|明治?|[RHSTM])\s*(?<year>元|[0-9]{1,2})(?=\s*[年./-])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex EraYear();
}
