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
}
