namespace ServerlessContacts.Search;

/// <summary>
/// One word of a query, or a query that is one number, as what to look for: one to four <paramref name="Alternatives"/>, of which one suffices.
/// See <see cref="DocumentText"/> for what they are compared with.
/// </summary>
/// <param name="Digits">Those of the alternatives that are the digits of a number.</param>
internal sealed record QueryTerm(IReadOnlyList<string> Alternatives, IReadOnlyList<string> Digits)
{
    /// <param name="written">The word as it was typed.</param>
    /// <param name="folded">The same, folded and without blanks at its ends.</param>
    public static QueryTerm Of(string written, string folded)
    {
        IReadOnlyList<string> digits = NumberQuery.IsNumber(written) ? NumberQuery.Forms(written) : [];
        IReadOnlyList<string> others = digits.Count > 0 ? digits : WordReadings.Of(written, folded);
        return new QueryTerm([.. others.Prepend(WordReadings.WithoutFinalLongMark(written, folded)).Distinct(StringComparer.Ordinal)], digits);
    }

    public bool Matches(ReadOnlySpan<char> lines)
    {
        for (var at = 0; at < Alternatives.Count; at++)
        {
            if (lines.IndexOf(Alternatives[at], StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a word of the names begins with this.</summary>
    public bool BeginsAWord(ReadOnlySpan<char> names)
    {
        for (var at = 0; at < Alternatives.Count; at++)
        {
            if (BeginsAWord(Alternatives[at], names))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsAWord(string alternative, ReadOnlySpan<char> names)
    {
        for (var from = 0; names[from..].IndexOf(alternative, StringComparison.Ordinal) is var at and >= 0; from += at + 1)
        {
            if (from + at == 0 || IsBetweenWords(names[from + at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBetweenWords(char c) => !char.IsAsciiLetterOrDigit(c) && (char.IsWhiteSpace(c) || char.IsPunctuation(c) || char.IsSymbol(c));
}
