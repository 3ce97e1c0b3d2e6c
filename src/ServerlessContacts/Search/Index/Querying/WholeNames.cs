namespace ServerlessContacts.Search.Index;

/// <summary>The matches of which the query is a whole name. They are in a set with few others, which their text tells apart when they are about to be shown.</summary>
internal readonly ref struct WholeNames(SearchContext context, Segment segment, OpenSet among)
{
    private readonly SearchContext context = context;
    private readonly Segment segment = segment;

    public readonly OpenSet Among = among;

    /// <summary>Keeps those of ascending documents that are such.</summary>
    public int Keep(Span<int> documents)
    {
        var kept = 0;
        foreach (var document in documents[..Retained.In(Among, documents)])
        {
            if (context.Scratch.Terms.IsWholeName(segment.RecordOf(document).Names))
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }
}
