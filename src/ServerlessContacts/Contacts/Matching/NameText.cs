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
    public const int MaxLength = 120;

    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var decomposed = LatinText.Covers(text) ? text : text.Normalize(NormalizationForm.FormKD);
        var folded = new Folded(stackalloc char[MaxLength + Folded.MostAtOnce]);
        for (var i = 0; i < decomposed.Length && folded.Length < MaxLength; i++)
        {
            Append(ref folded, decomposed[i]);
        }

        return folded.ToString();
    }

    private static void Append(ref Folded folded, char c)
    {
        if (char.IsLetterOrDigit(c))
        {
            AppendLetter(ref folded, LatinText.Fold(c));
        }
        else if (c == '.' && folded.Length > 0 && char.IsLetter(folded.Last))
        {
            folded.Append('.');
            folded.Append(' ');
        }
        else if (IsSeparator(c) && folded.Length > 0 && folded.Last != ' ')
        {
            folded.Append(' ');
        }
    }

    /// <summary>Letters that are two, or that no decomposition takes apart.</summary>
    private static void AppendLetter(ref Folded folded, char letter)
    {
        var letters = letter < 'ß' ? "" : Letters(letter);
        if (letters.Length == 0)
        {
            folded.Append(letter);
        }

        foreach (var one in letters)
        {
            folded.Append(one);
        }
    }

    private static string Letters(char letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => "",
    };

    /// <summary>Accents, apostrophes and signs of other kinds vanish.</summary>
    private static bool IsSeparator(char c) =>
        c is ' ' or ',' or ';' or '/' or '_' or '(' or ')' or '&' or '・' || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;
}

/// <summary>What is folded so far, on the stack: names are folded for every row of a file.</summary>
internal ref struct Folded(Span<char> room)
{
    /// <summary>One character makes at most so many.</summary>
    public const int MostAtOnce = 2;

    private readonly Span<char> room = room;

    public int Length { get; private set; }

    public readonly char Last => room[Length - 1];

    public void Append(char c) => room[Length++] = c;

    /// <summary>Without a blank at the end.</summary>
    public override readonly string ToString() => room[..(Length > 0 && Last == ' ' ? Length - 1 : Length)].ToString();
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
