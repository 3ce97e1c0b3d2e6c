namespace ServerlessContacts.Search.Index;

/// <summary>The documents that a query finds in a segment or a section of it, and those of them that rank higher.</summary>
/// <param name="All">Every match; of those that are not in sight some may be missing.</param>
/// <param name="NamePrefix">Matches of which each word begins a word of a name.</param>
/// <param name="Whole">Documents of which the query is the whole name, or among which these are.</param>
internal readonly record struct Matches(DocumentSet All, DocumentSet NamePrefix, DocumentSet Whole, bool IsWholeExact);

/// <summary>The same, ready to be asked.</summary>
internal readonly ref struct OpenMatches
{
    public readonly OpenSet All;
    public readonly OpenSet NamePrefix;
    public readonly OpenSet Whole;
    private readonly bool isWholeExact;

    public OpenMatches(Segment segment, scoped in Matches matches)
    {
        All = segment.Open(matches.All);
        NamePrefix = segment.Open(matches.NamePrefix);
        Whole = segment.Open(matches.Whole);
        isWholeExact = matches.IsWholeExact;
    }

    /// <summary>A part of others that holds all of their whole names in it.</summary>
    public OpenMatches(Segment segment, scoped in DocumentSet all, scoped in DocumentSet namePrefix, OpenMatches others)
    {
        All = segment.Open(all);
        NamePrefix = segment.Open(namePrefix);
        Whole = others.Whole;
        isWholeExact = others.isWholeExact;
    }

    public bool IsWhole(int document, Segment segment, PreparedTerms terms) =>
        Whole.Count > 0 && Whole.Contains(document) && (isWholeExact || terms.IsWholeName(segment.RecordOf(document).Names));
}
