using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Dates that count the years of an emperor: <c>昭和55年4月9日</c>, <c>令和元年5月1日</c>, <c>S55.4.9</c>.</summary>
internal static partial class JapaneseEra
{
    /// <summary>The year before each era's first, and how many years it has; the present one has no end.</summary>
    private static readonly Dictionary<string, (int Before, int Years)> Eras = new(StringComparer.Ordinal)
    {
        ["令和"] = (2018, 99),
        ["R"] = (2018, 99),
        ["平成"] = (1988, 31),
        ["H"] = (1988, 31),
        ["昭和"] = (1925, 64),
        ["S"] = (1925, 64),
        ["大正"] = (1911, 15),
        ["T"] = (1911, 15),
        ["明治"] = (1867, 45),
        ["M"] = (1867, 45),
    };

    /// <summary>
    /// The same date with the year of the common era; null where the text names no era, or a year that the era does not have.
    /// </summary>
    public static string? ToCommonEra(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsAsciiDigit(text[0]))
        {
            return null;
        }

        var written = text.ToString().Normalize(NormalizationForm.FormKC);
        var match = Year().Match(written);
        return match.Success && CommonYear(match.Groups["era"].Value, match.Groups["year"].Value) is { } year
            ? string.Create(CultureInfo.InvariantCulture, $"{year}{written.AsSpan(match.Length)}")
            : null;
    }

    private static int? CommonYear(string era, string written)
    {
        var year = written == "元" ? 1 : int.Parse(written, NumberStyles.None, CultureInfo.InvariantCulture);
        return Eras[era] is var (before, years) && year >= 1 && year <= years ? before + year : null;
    }

    [GeneratedRegex(
        @"^(?<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?<year>元|[0-9]{1,2})(?=\s*[年./-])",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Year();
}
