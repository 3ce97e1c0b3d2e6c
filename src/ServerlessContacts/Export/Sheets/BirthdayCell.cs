namespace ServerlessContacts.Export.Sheets;

/// <summary>Birthdays in tables. A leap year before anyone's stands for one that is not known, as phones and Outlook write it and readers take it.</summary>
internal static class BirthdayCell
{
    private const string UnknownYear = "1604";

    /// <summary>Null for a birthday in that very year.</summary>
    public static string? Fit(string? birthday) => birthday?.StartsWith(UnknownYear, StringComparison.Ordinal) == true ? null : birthday;

    /// <summary>For layouts that know no date without a year.</summary>
    public static string? WithYear(string? birthday) => birthday is ['-', .. var day] ? UnknownYear + day : birthday;
}
