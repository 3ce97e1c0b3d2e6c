namespace ServerlessContacts.Search;

/// <summary>
/// What was typed, ready to be looked for in documents: <see cref="Terms"/>, which all have to match, and <see cref="Wholes"/>, one to four
/// writings of the whole query without blanks. A match is of the first class if one of these is a line of the names, blanks aside.
/// </summary>
internal sealed record QueryTerms(IReadOnlyList<QueryTerm> Terms, IReadOnlyList<string> Wholes)
{
    public static QueryTerms Parse(string text)
    {
        var words = QueryText.Words(text);
        return NumberQuery.IsNumber(text)
            ? new QueryTerms([QueryTerm.Of(text, string.Join(' ', words.Select(word => word.Folded)))], [string.Concat(words.Select(word => word.Folded))])
            : new QueryTerms([.. words.DistinctBy(word => word.Folded, StringComparer.Ordinal).Select(word => QueryTerm.Of(word.Written, word.Folded))], WholeNames.Of(words));
    }
}
