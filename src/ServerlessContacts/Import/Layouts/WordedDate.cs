using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// A date with its month in words: <c>09-Apr-80</c>, <c>April 9th, 1980</c>, <c>9 de abril</c>. The parts are what its numbers and its
/// month are.
/// </summary>
internal static class WordedDate
{
    /// <summary>Longer texts are no dates.</summary>
    private const int MostCharacters = 40;

    /// <summary>What stands between the parts, or behind a day.</summary>
    private static readonly FrozenSet<string> Fillers =
        new[] { "de", "del", "di", "of", "the", "le", "el", "il", "am", "den", "der", "st", "nd", "rd", "th",
            "er" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null where it is no such date; no year where none is said.</summary>
    public static (int? Year, int Month, int Day)? Read(ReadOnlySpan<char> text)
    {
        if (text.Length > MostCharacters || Tokens(text) is not { Count: > 1 } tokens)
        {
            return null;
        }

        List<string> words = [.. tokens.Where(token => !char.IsAsciiDigit(token[0]) && !Fillers.Contains(token))];
        List<string> numbers = [.. tokens.Where(token => char.IsAsciiDigit(token[0]))];
        return words.Count == 1 && MonthNames.NumberOf(words[0]) is { } month ? Arrange(numbers, month) : null;
    }

    /// <summary>The year is behind the day, unless its digits show it.</summary>
    private static (int? Year, int Month, int Day)? Arrange(List<string> numbers, int month)
    {
        if (numbers.Count is 0 or > 2 || numbers.Exists(number => number.Length > 4))
        {
            return null;
        }

        var isYearFirst = numbers.Count == 2 && numbers[0].Length > 2;
        var day = numbers[isYearFirst ? 1 : 0];
        int? year = numbers.Count == 1 ? null : DateText.FullYear(Number(numbers[isYearFirst ? 0 : 1]));
        return day.Length > 2 ? null : (year, month, Number(day));
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Runs of letters and of digits, in lower case without accents.</summary>
    private static List<string> Tokens(ReadOnlySpan<char> text)
    {
        var (tokens, token) = (new List<string>(), new StringBuilder());
        foreach (var c in text.ToString().Normalize(NormalizationForm.FormKD)
            .Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            if (token.Length > 0 && (!char.IsLetterOrDigit(c) || char.IsAsciiDigit(c) != char.IsAsciiDigit(token[0])))
            {
                tokens.Add(token.ToString());
                token.Clear();
            }

            token.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c).ToString() : "");
        }

        return token.Length > 0 ? [.. tokens, token.ToString()] : tokens;
    }
}
