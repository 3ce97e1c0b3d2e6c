using System.Globalization;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// A moment there, a day here. Only the date counts when it is read; it is written as noon UTC, which is the same day nearly everywhere.
/// Phones write a birthday whose year is unknown with 1604, a leap year before anyone's.
/// </summary>
internal static class BirthdayMapping
{
    private const string NoYear = "1604";
    private const int DateLength = 10;

    public static string? Read(string? moment)
    {
        var date = moment is { Length: >= DateLength } ? moment[..DateLength] : null;
        if (!IsDate(date))
        {
            return null;
        }

        return date!.StartsWith(NoYear, StringComparison.Ordinal) ? string.Concat("-", date.AsSpan(NoYear.Length)) : date;
    }

    /// <summary>Null where there is none, and for what is no date.</summary>
    public static string? Write(string? birthday)
    {
        var date = birthday?.StartsWith("--", StringComparison.Ordinal) == true ? string.Concat(NoYear, birthday.AsSpan(1)) : birthday;
        return IsDate(date) ? $"{date}T12:00:00Z" : null;
    }

    private static bool IsDate(string? date) => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
