namespace ServerlessContacts.Contacts;

/// <summary>
/// Cuts an extension off a written number. Words say it clearly and are believed even without a number before them; signs
/// (<c>x12</c>, <c>#12</c>, <c>,12</c>) only after one, and only when few digits follow.
/// </summary>
public static class PhoneExtension
{
    public const int MaxDigits = 15;
    private const int MaxDigitsAfterSign = 6;

    // What separates a word from its extension, and what may follow the extension.
    private const string Between = " .:=-(";
    private const string After = " .)]#";

    // English, French, German, Japanese, Chinese, Korean, Spanish, Portuguese, Italian, Dutch, Russian, Polish.
    // Where one word begins with another the longer comes first.
    private static readonly string[] Words =
    [
        "extension", "extn", "ext", "xtn", "poste", "durchwahl", "nebenstelle", "klappe", "apparat", "dw",
        "内線", "分機", "分机", "내선", "interno", "anexo", "int", "ramal", "toestel", "доб", "wewn", "wew",
    ];

    /// <summary>The number without the extension; the text itself if it has none.</summary>
    public static ReadOnlySpan<char> Split(ReadOnlySpan<char> text, out string? extension)
    {
        for (var i = 0; i < text.Length; i++)
        {
            extension = ReadAt(text, i);
            if (extension is not null)
                return text[..i].TrimEnd(" ,;:-.([");
        }
        extension = null;
        return text;
    }

    /// <summary>The digits at the end of the text, or null if there are none, too many, or something else.</summary>
    public static string? ReadDigits(ReadOnlySpan<char> text, int max)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        var digits = count < 0 ? text : text[..count];
        var rest = text[digits.Length..].TrimStart(After);
        return digits.IsEmpty || digits.Length > max || (rest.Length > 0 && rest[0] != ';') ? null : digits.ToString();
    }

    private static string? ReadAt(ReadOnlySpan<char> text, int at)
    {
        var c = text[at];
        if (c is 'x' or '#' or ',')
            return IsAfterNumber(text, at) ? ReadDigits(text[(at + 1)..].TrimStart(Between), MaxDigitsAfterSign) : null;
        if (!char.IsLetter(c) || (at > 0 && char.IsAsciiLetter(text[at - 1])))
            return null;
        var word = WordAt(text[at..]);
        return word is null ? null : ReadDigits(text[(at + word.Length)..].TrimStart(Between), MaxDigits);
    }

    private static string? WordAt(ReadOnlySpan<char> text)
    {
        foreach (var word in Words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
                return word;
        }
        return null;
    }

    // A comma is a pause after a whole number; "33,612" is a quantity and "A2" or "#9110" has no number before the sign.
    private static bool IsAfterNumber(ReadOnlySpan<char> text, int at)
    {
        var before = text[..at].TrimEnd(" ,");
        var digits = 0;
        foreach (var c in before)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return digits >= FewestDigitsBefore(text[at]) && !char.IsAsciiLetter(before[^1]) && !before.Contains(',');
    }

    private static int FewestDigitsBefore(char sign) => sign == ',' ? 7 : 1;
}
