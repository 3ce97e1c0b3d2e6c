namespace ServerlessContacts.Search.Index;

/// <summary>
/// Those matches of which each word begins a word of a name. They are in all of some sets, the shortest first; but these are brought together only for as many
/// documents as are shown.
/// </summary>
internal readonly ref struct NamePrefixes(SearchContext context, Segment segment, bool isExact)
{
    private readonly SearchContext context = context;

    public bool IsEmpty => context.Scratch.Prefixes[0].IsEmpty;

    /// <summary>Keeps those of ascending documents that are such.</summary>
    public int Keep(Span<int> documents) => Keep(documents, 0);

    /// <summary>The same of documents that are all in the shortest set.</summary>
    public int KeepOfShortest(Span<int> documents) => Keep(documents, 1);

    private int Keep(Span<int> documents, int first)
    {
        var sets = context.Scratch.Prefixes;
        var kept = documents.Length;
        for (var i = first; i < sets.Count && kept > 0; i++)
        {
            kept = Retained.In(segment.Open(sets[i]), documents[..kept]);
        }

        return isExact ? kept : KeepByText(documents[..kept]);
    }

    private int KeepByText(Span<int> documents)
    {
        var kept = 0;
        foreach (var document in documents)
        {
            if (context.Scratch.Terms.BeginWordsOf(segment.RecordOf(document).Names))
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }
}
