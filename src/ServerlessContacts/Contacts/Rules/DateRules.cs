using System.Globalization;

namespace ServerlessContacts.Contacts;

internal static class DateRules
{
    /// <summary>A leap year, so that a birthday on 29 February needs no year.</summary>
    private const string AnyLeapYear = "2000";

    public static string? Clean(string? date, string field, Problems problems)
    {
        if (problems.Text(date, field) is not { } text)
        {
            return null;
        }

        var whole = text.StartsWith("--", StringComparison.Ordinal) ? AnyLeapYear + text[1..] : text;
        if (!DateOnly.TryParseExact(whole, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            problems.Add(field, ContactMessages.InvalidDate, ContactMessages.InvalidDateText);
        }

        return text;
    }
}
