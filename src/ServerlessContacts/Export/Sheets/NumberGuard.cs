using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>
/// Numbers begin with a plus by right, and with an apostrophe before it they could not be dialled. What is in a number's column and is none is treated as in any
/// other column: a contact's number is whatever somebody has written.
/// </summary>
internal static class NumberGuard
{
    public static string Protect(string number) => IsInternational(number) ? number : FormulaGuard.Protect(number);

    /// <summary>A plus, digits and what separates them, and perhaps the extension behind.</summary>
    private static bool IsInternational(ReadOnlySpan<char> number)
    {
        var extension = number.IndexOf(WrittenPhone.Extension, StringComparison.Ordinal);
        var main = extension < 0 ? number : number[..extension];
        var rest = extension < 0 ? [] : number[(extension + WrittenPhone.Extension.Length)..];
        return FormulaGuard.IsInternationalNumber(main) && rest.IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
