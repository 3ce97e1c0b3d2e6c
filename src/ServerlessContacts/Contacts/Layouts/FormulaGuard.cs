using System.Buffers;

namespace ServerlessContacts.Contacts.Layouts;

/// <summary>
/// The apostrophe before what a spreadsheet would take for a formula. Put there by exports, taken away again by imports, and exactly undone: a text that has an apostrophe of its
/// own in such a place gains another. Phone numbers are left alone on both ways, since they begin with a plus by right.
/// </summary>
public static class FormulaGuard
{
    private const char Guard = '\'';

    /// <summary>CWE-1236; the tabulator, the carriage return and NUL are OWASP's.</summary>
    private static readonly SearchValues<char> Dangerous = SearchValues.Create("=+-@\t\r\0");

    public static string Protect(string text) => IsDangerous(text) ? Guard + text : text;

    public static ReadOnlySpan<char> Unprotect(ReadOnlySpan<char> text) => text is [Guard, ..] && IsDangerous(text) ? text[1..] : text;

    private static bool IsDangerous(ReadOnlySpan<char> text)
    {
        var bare = text.TrimStart(Guard);
        return !bare.IsEmpty && Dangerous.Contains(bare[0]);
    }
}
