using System.Globalization;

namespace ServerlessContacts.Contacts;

/// <summary>
/// What a reader found in a written number, before any country's rules: how many digits it put into the caller's buffer, and what stood around them.
/// </summary>
internal readonly record struct PhoneText(int DigitCount, bool HasPlus, string? Extension, ValueProblem? Problem)
{
    /// <summary>Twice what E.164 allows: room for prefixes; more is not a telephone number.</summary>
    public const int MaxDigits = 2 * CallingCode.MaxDigits;

    public bool IsUnrecoverable =>
        Problem == PhoneProblems.Empty || Problem == PhoneProblems.NoDigits || Problem == PhoneProblems.ScientificNotation;

    public static PhoneText Of(ValueProblem problem, string? extension = null) => new(0, HasPlus: false, extension, problem);

    /// <summary>Signs that separate digits and mean nothing, once folded.</summary>
    public static bool IsSeparator(char folded) => folded is ' ' or '-' or '.' or '(' or ')' or '/' or '[' or ']' or '~';

    /// <summary>
    /// Lower-case ASCII for what means the same in a number: any script's digits, any dash, space, dot or bracket. Other characters stay.
    /// </summary>
    public static char Fold(char c)
    {
        c = WrittenText.Narrow(c);
        return c <= '\u007F' ? FoldAscii(c) : FoldSymbol(c);
    }

    private static char FoldAscii(char c) => c < ' ' ? ' ' : char.ToLowerInvariant(c);

    private static char FoldSymbol(char c) => c switch
    {
        // Minus, Japanese long-vowel marks (full and half width) and box lines stand in for a dash.
        '−' or 'ー' or 'ｰ' or '─' or '━' or '⁃' => '-',
        '·' or '•' or '‧' or '∙' or '・' or '･' or '。' or '｡' => '.',
        '⁄' or '∕' => '/',
        '’' or '‘' => '\'',
        _ => FoldCategory(c),
    };

    private static char FoldCategory(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        UnicodeCategory.DashPunctuation => '-',
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control => ' ',
        UnicodeCategory.OpenPunctuation => '(',
        UnicodeCategory.ClosePunctuation => ')',
        _ => char.ToLowerInvariant(c),
    };
}
