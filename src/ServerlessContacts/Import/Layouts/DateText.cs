using System.Buffers;
using System.Globalization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// Dates as producers and people write them: ISO, with and without a year, the short formats of the exporter's country, with the month
/// in words, and as Japan writes them.
/// </summary>
internal static class DateText
{
    /// <summary>Two digits of a year up to this are of this century: people with birthdays are at most so young.</summary>
    private const int LastOfThisCentury = 30;

    /// <summary>The year that stands for none in the files of some producers.</summary>
    private const int NoYear = 1604;

    private const int AnyLeapYear = 2000;

    /// <summary>A year of so many digits is meant as it stands.</summary>
    private const int DigitsOfYear = 4;

    private static readonly SearchValues<char> Separators = SearchValues.Create("/-.年月日");

    /// <summary>Outlook's for no date at all: <c>0/0/00</c>, <c>00.00.0000</c>.</summary>
    public static bool IsEmpty(ReadOnlySpan<char> text) => text.ContainsAny("/.-") && !text.ContainsAnyExcept("0/.- ") && text.Contains('0');

    /// <summary><c>YYYY-MM-DD</c> or <c>--MM-DD</c>; null where the text is no date.</summary>
    public static string? Read(ReadOnlySpan<char> text, DateOrder order)
    {
        var written = text.Trim();
        return JapaneseDate.ToCommonEra(written) is { } common ? OfNumbers(common, order)
            : OfNumbers(WithoutTime(written), order) is { } date ? date
            : WordedDate.Read(WithoutClock(written)) is var (year, month, day) ? Format(year, month, day)
            : null;
    }

    /// <summary>A year of two digits in the century that people live in.</summary>
    public static int FullYear(int year) => year >= 100 ? year : year <= LastOfThisCentury ? 2000 + year : 1900 + year;

    private static string? OfNumbers(ReadOnlySpan<char> written, DateOrder order)
    {
        Span<int> parts = stackalloc int[3];
        if (written.StartsWith("--"))
        {
            return Digits(written[2..], 4) is { } yearless ? Format(null, yearless / 100, yearless % 100)
                : Split(written[2..], parts, out _) == 2 ? Format(null, parts[0], parts[1])
                : null;
        }

        if (Digits(written, 8) is { } whole)
        {
            return Format(whole / 10_000 is NoYear or 0 ? null : whole / 10_000, whole / 100 % 100, whole % 100);
        }

        return Split(written.TrimEnd('.'), parts, out var separator) switch
        {
            3 => written.IndexOf(separator) == DigitsOfYear ? Format(parts[0] is NoYear or 0 ? null : parts[0], parts[1], parts[2])
                : WithYear(parts, Arrange(separator, order)),
            2 => WithoutYear(parts, separator, order),
            _ => null,
        };
    }

    /// <summary>A day and a month: <c>9.4.</c>, <c>4/9</c>, <c>4月9日</c>.</summary>
    private static string? WithoutYear(ReadOnlySpan<int> parts, char separator, DateOrder order)
    {
        var isMonthFirst = separator == '月' || (separator == '/' && order == DateOrder.MonthFirst);
        var (month, day) = isMonthFirst ? (parts[0], parts[1]) : (parts[1], parts[0]);
        return separator == '-' ? null : month > 12 && day <= 12 && separator == '/' ? Format(null, day, month) : Format(null, month, day);
    }

    private static int? Digits(ReadOnlySpan<char> text, int count) =>
        text.Length == count && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Which of the first two parts is the day, where a date written with slashes shows it; null where it does not.</summary>
    public static DateOrder? OrderOf(ReadOnlySpan<char> text)
    {
        Span<int> parts = stackalloc int[3];
        var isOrdered = Split(WithoutTime(text.Trim()), parts, out var separator) is 2 or 3 && separator == '/' && parts[0] <= 31
            && parts[1] <= 31;
        return !isOrdered ? null : parts[0] > 12 ? DateOrder.DayFirst : parts[1] > 12 ? DateOrder.MonthFirst : null;
    }

    /// <summary>Whether it makes a difference which of the first two parts is the day.</summary>
    public static bool IsOpen(ReadOnlySpan<char> text) =>
        !IsEmpty(text) && Read(text, DateOrder.DayFirst) is { } one && Read(text, DateOrder.MonthFirst) is { } other && one != other;

    private enum Arrangement
    {
        YearFirst,
        MonthFirst,
        DayFirst,
    }

    private static Arrangement Arrange(char separator, DateOrder order) =>
        separator == '年' ? Arrangement.YearFirst
        : separator == '/' && order == DateOrder.MonthFirst ? Arrangement.MonthFirst
        : Arrangement.DayFirst;

    private static string? WithYear(ReadOnlySpan<int> parts, Arrangement arrangement)
    {
        var (year, month, day) = arrangement switch
        {
            Arrangement.YearFirst => (parts[0], parts[1], parts[2]),
            Arrangement.MonthFirst => (parts[2], parts[0], parts[1]),
            _ => (parts[2], parts[1], parts[0]),
        };
        if (month > 12 && day <= 12 && arrangement != Arrangement.YearFirst)
        {
            // Only one reading is a date.
            (month, day) = (day, month);
        }

        var full = FullYear(year);
        return Format(full == NoYear || (year == 0 && arrangement == Arrangement.YearFirst) ? null : full, month, day);
    }

    private static string? Format(int? year, int month, int day)
    {
        if (month is < 1 or > 12 || day < 1 || year is > 9999 || day > DateTime.DaysInMonth(year ?? AnyLeapYear, month))
        {
            return null;
        }

        return year is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{known:D4}-{month:D2}-{day:D2}")
            : string.Create(CultureInfo.InvariantCulture, $"--{month:D2}-{day:D2}");
    }

    /// <summary>Numbers between separators; −1 where anything else is there.</summary>
    private static int Split(ReadOnlySpan<char> text, Span<int> parts, out char separator)
    {
        separator = text.IndexOfAny(Separators) is var first and >= 0 ? text[first] : '\0';
        var count = 0;
        foreach (var range in text.TrimEnd('日').SplitAny(Separators))
        {
            var part = text[range].Trim();
            if (count == parts.Length || part.Length > 4 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out parts[count++]))
            {
                return -1;
            }
        }

        return count;
    }

    /// <summary>As <see cref="WithoutTime"/>, where a T may be the letter of a month.</summary>
    private static ReadOnlySpan<char> WithoutClock(ReadOnlySpan<char> text) => text.IndexOf(':') is var colon and >= 0
        ? text[..Math.Max(0, text[..colon].LastIndexOf(' '))] : text;

    /// <summary>Spreadsheets put midnight behind a date.</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('T', ':');
        return end < 0 ? text : text[end] == 'T' ? text[..end] : text[..Math.Max(0, text[..end].LastIndexOf(' '))];
    }
}
