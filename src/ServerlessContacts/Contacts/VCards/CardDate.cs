using System.Globalization;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Birthdays as cards have them: <c>1980-04-09</c>, <c>19800409</c>, with a time behind, or as Japan writes them; <c>--0409</c> where the year is unknown, for which 3.0 has no form and
/// Apple writes the year 1604, a leap year in which nobody who is alive was born.
/// </summary>
internal static class CardDate
{
    public const string OmitYear = "X-APPLE-OMIT-YEAR";
    private const string NoYear = "1604";

    /// <summary>The year that old telephones write for none.</summary>
    private const string YearZero = "0000";

    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyyMMdd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    /// <summary>Parameters and value for a birthday; null for one that a card of that version cannot hold.</summary>
    public static (string Parameters, string Value)? Write(string birthday, VCardVersion version)
    {
        if (Read(birthday, "") != birthday)
        {
            return null;
        }

        var isYearless = birthday.StartsWith("--", StringComparison.Ordinal);
        return version == VCardVersion.V4 ? ("", birthday[..2] + birthday[2..].Replace("-", "", StringComparison.Ordinal))
            : isYearless ? ($";{OmitYear}={NoYear}", $"{NoYear}-{birthday[2..]}")
            : ("", birthday);
    }

    /// <summary><c>YYYY-MM-DD</c> or <c>--MM-DD</c>; null for what is no whole date.</summary>
    /// <param name="omitted">The year that the card says stands for none, besides the usual.</param>
    public static string? Read(string text, string omitted)
    {
        var day = JapaneseDate.ToCommonEra(text.AsSpan().Trim()) is { } japanese ? WithoutBlanks(japanese) : Day(text.Trim());
        if (day.StartsWith("--", StringComparison.Ordinal))
        {
            var rest = day[2..].Replace("-", "", StringComparison.Ordinal);
            return Parse("2000" + rest) is { } yearless ? yearless.ToString("--MM-dd", CultureInfo.InvariantCulture) : null;
        }

        if (day.StartsWith(YearZero, StringComparison.Ordinal))
        {
            return Read("--" + day[4..].TrimStart('-'), omitted);
        }

        if (Parse(day) is not { } date)
        {
            return null;
        }

        var year = date.ToString("yyyy", CultureInfo.InvariantCulture);
        return year == NoYear || year == omitted
            ? date.ToString("--MM-dd", CultureInfo.InvariantCulture)
            : date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static string Day(string text)
    {
        var time = text.IndexOfAny(['T', 't', ' ']);
        return time > 0 ? text[..time] : text;
    }

    private static DateOnly? Parse(string text) => DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
