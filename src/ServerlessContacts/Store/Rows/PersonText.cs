using System.Globalization;
using System.Text;

namespace ServerlessContacts.Store.Rows;

/// <summary>
/// Recognises a person in any text: by an address, by a number however it is written, or by all words of a name. Rather too often than too
/// seldom, as what is found is a copy of what the table holds, or no longer holds.
/// </summary>
internal sealed class PersonText(PersonMarks marks)
{
    /// <summary>
    /// Enough digits to tell one number from another without knowing its country, and few enough to be in its national form, too.
    /// </summary>
    private const int DigitsOfANumber = 9;

    /// <summary>Shorter ones are extensions and short numbers, which many have.</summary>
    private const int FewestDigits = 7;

    /// <summary>CJK radicals; kana, ideographs and hangul come after.</summary>
    private const char FirstEastAsian = '\u2e80';

    private static readonly char[] Blanks = [' ', '\u00a0', '\u3000', '\t', ','];

    private readonly string[] numbers = [.. marks.Numbers.Select(Digits).Where(digits => digits.Length >= FewestDigits).Select(Tail)
        .Distinct(StringComparer.Ordinal)];

    private readonly string[][] names = [.. marks.Names.Select(name => name.Split(Blanks, StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 1)];

    /// <summary>Names of one word, which say little within a text.</summary>
    private readonly HashSet<string> wholes = new(marks.Names.Where(name => name.IndexOfAny(Blanks) < 0), StringComparer.OrdinalIgnoreCase);

    public bool IsNobody => marks.Emails.Count == 0 && numbers.Length == 0 && names.Length == 0 && wholes.Count == 0;

    public bool IsIn(string text) => HasAddress(text) || HasNumber(text) || HasName(text);

    public bool HasNumber(string text) => numbers.Length > 0 && Digits(text) is var digits && digits.Length >= FewestDigits
        && Array.Exists(numbers, number => digits.Contains(number, StringComparison.Ordinal));

    private bool HasAddress(string text) => marks.Emails.Any(address => text.Contains(address, StringComparison.OrdinalIgnoreCase));

    private bool HasName(string text) =>
        Array.Exists(names, words => Array.TrueForAll(words, word => Stands(text, word, EndsAWord)))
            || wholes.Any(name => Stands(text, name, EndsACell));

    /// <summary>Whether the word is somewhere in the text with such a border on either side.</summary>
    private static bool Stands(string text, string word, Func<string, int, bool> isBorder)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (isBorder(text, at - 1) && isBorder(text, at + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Scripts without blanks between words know no such border.</summary>
    private static bool EndsAWord(string text, int at) =>
        at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]) || text[at] >= FirstEastAsian;

    private static bool EndsACell(string text, int at) =>
        at < 0 || at >= text.Length || text[at] is ',' or ';' or '\t' or '"' or ':' or '\n' or '\r' or '|';

    private static string Tail(string digits) => digits[Math.Max(0, digits.Length - DigitsOfANumber)..];

    /// <summary>The digits of all numbers in the text, those of one written together, a blank between two.</summary>
    private static string Digits(string text)
    {
        var digits = new StringBuilder();
        foreach (var character in text)
        {
            var value = CharUnicodeInfo.GetDecimalDigitValue(character);
            if (value >= 0)
            {
                digits.Append((char)('0' + value));
            }
            else if (!IsWithinANumber(character) && digits.Length > 0 && digits[^1] != ' ')
            {
                digits.Append(' ');
            }
        }

        return digits.ToString().TrimEnd();
    }

    private static bool IsWithinANumber(char character) => character is ' ' or '-' or '.' or '(' or ')' or '/' or '+' or '\u00a0' or '\u2010' or '\u2011' or '\u30fc' or '\uff0d' or '\uff08' or '\uff09';
}
