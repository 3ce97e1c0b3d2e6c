using System.Buffers;

namespace ServerlessContacts.Contacts.Layouts;

/// <summary>
/// The apostrophe before what a spreadsheet would take for a formula. Put there by exports, taken away again by imports, and exactly undone: a text that has an apostrophe of its
/// own in such a place gains another. Exports put none before a phone number in international form, which begins with a plus by right.
/// </summary>
public static class FormulaGuard
{
    private const char Guard = '\'';

    /// <summary>
    /// CWE-1236; the tabulator, the line breaks and NUL are OWASP's. East Asian spreadsheets take the signs of full width and the small
    /// ones for the same.
    /// </summary>
    private static readonly SearchValues<char> Dangerous = SearchValues.Create("=+-@\t\r\n\0＝＋－＠﹦﹢﹣﹫");

    /// <summary>What may stand in a number, which computes nothing.</summary>
    private static readonly SearchValues<char> InNumbers = SearchValues.Create("0123456789 ().-/");

    public static string Protect(string text) => IsDangerous(text) ? Guard + text : text;

    public static ReadOnlySpan<char> Unprotect(ReadOnlySpan<char> text) => text is [Guard, ..] && IsDangerous(text) ? text[1..] : text;

    /// <summary>
    /// Whether a spreadsheet would compute the cell as it stands there. An apostrophe in front keeps it from that, and a number is none to
    /// compute.
    /// </summary>
    public static bool IsComputed(ReadOnlySpan<char> cell) => !cell.IsEmpty && Dangerous.Contains(cell[0]) && !IsInternationalNumber(cell);

    /// <summary>A plus, digits and what separates them.</summary>
    public static bool IsInternationalNumber(ReadOnlySpan<char> text) => text.Length > 1 && text[0] == '+' && !text[1..].ContainsAnyExcept(InNumbers);

    private static bool IsDangerous(ReadOnlySpan<char> text)
    {
        var bare = text.TrimStart(Guard);
        return !bare.IsEmpty && Dangerous.Contains(bare[0]);
    }
}
