using System.Globalization;
using System.Text;

namespace ServerlessContacts.Contacts.Matching;

/// <summary>
/// Names as they are compared: words in lower case without accents, separated by single blanks. A dot after a word stays, as it says that the word may be
/// short for another; one between letters separates (<c>J.R.</c> is <c>j. r.</c>).
/// </summary>
internal static class NameText
{
    /// <summary>Longer names are cut: what tells people apart comes before.</summary>
    private const int MaxLength = 120;

    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var decomposed = LatinText.Covers(text) ? text : text.Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length + 4);
        for (var i = 0; i < decomposed.Length && folded.Length < MaxLength; i++)
        {
            Append(folded, decomposed, i);
        }

        var end = folded.Length;
        return end > 0 && folded[end - 1] == ' ' ? folded.ToString(0, end - 1) : folded.ToString();
    }

    private static void Append(StringBuilder folded, string text, int at)
    {
        var c = text[at];
        if (char.IsLetterOrDigit(c))
        {
            Append(folded, LatinText.Fold(c));
        }
        else if (c == '.' && folded.Length > 0 && char.IsLetter(folded[^1]))
        {
            folded.Append('.').Append(' ');
        }
        else if (IsSeparator(c) && folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }

    /// <summary>Letters that are two, or that no decomposition takes apart.</summary>
    private static void Append(StringBuilder folded, char letter)
    {
        _ = letter switch
        {
            'ß' => folded.Append("ss"),
            'æ' => folded.Append("ae"),
            'œ' => folded.Append("oe"),
            'ø' => folded.Append('o'),
            'ł' => folded.Append('l'),
            'đ' or 'ð' => folded.Append('d'),
            'þ' => folded.Append("th"),
            'ı' => folded.Append('i'),
            _ => folded.Append(letter),
        };
    }

    /// <summary>Accents, apostrophes and signs of other kinds vanish.</summary>
    private static bool IsSeparator(char c) =>
        c is ' ' or ',' or ';' or '/' or '_' or '(' or ')' or '&' or '・' || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;
}

/// <summary>The letters of western and central European names without their accents, from a table: the way through the system's normalisation costs more than all the rest.</summary>
internal static class LatinText
{
    /// <summary>Latin-1 and Latin Extended-A.</summary>
    private const char End = '\u0180';

    private static readonly char[] Bases = [.. Enumerable.Range(0, End).Select(code => Decomposed((char)code))];

    /// <summary>Whether all of the text is in the table; the few characters there that stand for several letters are left to normalisation.</summary>
    public static bool Covers(string text)
    {
        foreach (var c in text)
        {
            if (c >= End || Bases[c] == '\0')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The letter in lower case and, where the table has it, without its accent.</summary>
    public static char Fold(char letter) => letter < End ? Bases[letter] : char.ToLowerInvariant(letter);

    private static char Decomposed(char c)
    {
        var parts = c.ToString().Normalize(NormalizationForm.FormKD);
        return parts.Skip(1).All(part => char.GetUnicodeCategory(part) == UnicodeCategory.NonSpacingMark) ? char.ToLowerInvariant(parts[0]) : '\0';
    }
}
