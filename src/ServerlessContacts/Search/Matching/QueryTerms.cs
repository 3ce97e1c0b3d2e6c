namespace ServerlessContacts.Search;

/// <summary>What was typed, ready to be compared with documents.</summary>
internal sealed class QueryTerms
{
    private readonly QueryTerm[] terms;
    private readonly string name;

    private QueryTerms(QueryTerm[] terms, string name) => (this.terms, this.name) = (terms, name);

    public IReadOnlyList<QueryTerm> Terms => terms;

    public static QueryTerms Parse(string text)
    {
        var folded = TextFold.Fold(text);
        return new QueryTerms(NumberQuery.IsNumber(text) ? [QueryTerm.Of(text)] : Words(folded), NameWritings.WithoutBlanks(folded));
    }

    public bool Match(in DocumentText document)
    {
        foreach (var term in terms)
        {
            if (!term.Matches(document))
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

    /// <summary>Whether a writing of the name is the query, blanks aside.</summary>
    private bool IsAName(ReadOnlySpan<char> names)
    {
        while (!names.IsEmpty)
        {
            var end = names.IndexOf(DocumentText.Separator);
            if (end >= name.Length && IsTheQuery(names[..end]))
            {
                return true;
            }

            names = names[(end + 1)..];
        }

        return false;
    }

    private bool IsTheQuery(ReadOnlySpan<char> writing)
    {
        var at = 0;
        foreach (var c in writing)
        {
            if (c != ' ' && (at == name.Length || name[at++] != c))
            {
                return false;
            }
        }

        return at == name.Length;
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

    private static QueryTerm[] Words(string folded) =>
        [.. folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Select(QueryTerm.Of)];
}
