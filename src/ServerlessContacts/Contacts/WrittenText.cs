using System.Globalization;

namespace ServerlessContacts.Contacts;

/// <summary>
/// Sees through the characters that keyboards, spreadsheets and chat programs put where ASCII was meant: full-width forms and invisible marks.
/// </summary>
internal static class WrittenText
{
    private const char FirstFullWidth = '！';
    private const char LastFullWidth = '～';
    private const int FullWidthOffset = '！' - '!';

    /// <summary>The half-width form of a full-width ASCII character or of the ideographic space; any other character as it is.</summary>
    public static char Narrow(char c) => c switch
    {
        >= FirstFullWidth and <= LastFullWidth => (char)(c - FullWidthOffset),
        '\u3000' => ' ',
        _ => c,
    };

    /// <summary>Direction marks, zero-width spaces, soft hyphens: characters that travel with copied text and show nothing.</summary>
    public static bool IsInvisible(char c) => c > '\u007F' && char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
