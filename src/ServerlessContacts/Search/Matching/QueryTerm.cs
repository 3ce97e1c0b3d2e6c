using System.Text;

namespace ServerlessContacts.Search;

/// <summary>
/// One word of a query, or a query that is one number. It is found as it stands, folded, in a text; and if it is digits and
/// separators, its digits are found in a number however that is written.
/// </summary>
internal sealed record QueryTerm(string Text, IReadOnlyList<string> Digits)
{
    public static QueryTerm Of(string written) => new(OneLine(written), NumberQuery.IsNumber(written) ? NumberQuery.Forms(written) : []);

    public bool Matches(in DocumentText document) =>
        document.Words.IndexOf(Text, StringComparison.Ordinal) >= 0 || MatchesNumber(document.Digits);

    /// <summary>Whether a word of the names begins with this.</summary>
    public bool BeginsAWord(ReadOnlySpan<char> names)
    {
        for (var from = 0; names[from..].IndexOf(Text, StringComparison.Ordinal) is var at and >= 0; from += at + 1)
        {
            if (from + at == 0 || IsBetweenWords(names[from + at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesNumber(ReadOnlySpan<char> numbers)
    {
        for (var i = 0; i < Digits.Count; i++)
        {
            if (numbers.IndexOf(Digits[i], StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBetweenWords(char c) => !char.IsAsciiLetterOrDigit(c) && (char.IsWhiteSpace(c) || char.IsPunctuation(c) || char.IsSymbol(c));

    private static string OneLine(string written)
    {
        var line = new StringBuilder(written.Length);
        foreach (var c in TextFold.Fold(written))
        {
            if (c != ' ' || (line.Length > 0 && line[^1] != ' '))
            {
                line.Append(c);
            }
        }

        return line.ToString().TrimEnd(' ');
    }
}
