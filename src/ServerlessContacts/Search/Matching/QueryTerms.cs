namespace ServerlessContacts.Search;

/// <summary>
/// What was typed, ready to be compared with documents: <see cref="Terms"/>, which all have to match, and <see cref="Wholes"/>, one to four
/// writings of the whole query without blanks. A match is of the first class if one of these is a line of the names, blanks aside.
/// </summary>
internal sealed class QueryTerms
{
    private readonly QueryTerm[] terms;
    private readonly string[] wholes;

    private QueryTerms(QueryTerm[] terms, string[] wholes) => (this.terms, this.wholes) = (terms, wholes);

    public IReadOnlyList<QueryTerm> Terms => terms;

    public IReadOnlyList<string> Wholes => wholes;

    public static QueryTerms Parse(string text)
    {
        var words = QueryText.Words(text);
        return NumberQuery.IsNumber(text)
            ? new QueryTerms([QueryTerm.Of(text, string.Join(' ', words.Select(word => word.Folded)))], [string.Concat(words.Select(word => word.Folded))])
            : new QueryTerms([.. words.DistinctBy(word => word.Folded, StringComparer.Ordinal).Select(word => QueryTerm.Of(word.Written, word.Folded))], WholeNames.Of(words));
    }

    public bool Match(in DocumentText document)
    {
        foreach (var term in terms)
        {
            if (!term.Matches(document.Text))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The class of a document that matches.</summary>
    public MatchClass Class(in DocumentText document)
    {
        if (terms.Length == 0)
        {
            return MatchClass.Elsewhere;
        }

        return IsAName(document.Names) ? MatchClass.WholeName : BeginWords(document.Names) ? MatchClass.NamePrefix : MatchClass.Elsewhere;
    }

    private bool IsAName(ReadOnlySpan<char> names)
    {
        foreach (var line in names.Split(DocumentText.Separator))
        {
            foreach (var whole in wholes)
            {
                if (IsWithoutBlanks(names[line], whole))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsWithoutBlanks(ReadOnlySpan<char> line, string whole)
    {
        var at = 0;
        foreach (var c in line)
        {
            if (c != ' ' && (at == whole.Length || whole[at++] != c))
            {
                return false;
            }
        }

        return at == whole.Length;
    }

    private bool BeginWords(ReadOnlySpan<char> names)
    {
        foreach (var term in terms)
        {
            if (!term.BeginsAWord(names))
            {
                return false;
            }
        }

        return true;
    }
}
