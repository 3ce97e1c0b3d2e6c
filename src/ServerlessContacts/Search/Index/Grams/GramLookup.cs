namespace ServerlessContacts.Search.Index;

/// <summary>What the grams tell of a term: the documents that hold it, or those among which they are.</summary>
/// <param name="IsExact">Whether all of the documents hold the term.</param>
internal readonly record struct GramMatch(DocumentSet Documents, DocumentSet? Also, bool IsExact)
{
    public static GramMatch None { get; } = new(DocumentSet.Empty, null, true);
}

/// <summary>Finds the lists that answer a term.</summary>
internal readonly ref struct GramLookup(GramTrie trie, int universe)
{
    /// <summary>Looking for a shorter list than this costs more than to check its documents.</summary>
    private const int ShortEnough = 4;

    private readonly GramTrie trie = trie;

    /// <summary>The documents with the term anywhere.</summary>
    public GramMatch Anywhere(ReadOnlySpan<char> term)
    {
        var (best, also) = (trie.Root, (GramNode?)null);
        for (var start = 0; start < term.Length; start++)
        {
            var stretch = Stretch(term[start..]);
            if (stretch.IsEmpty)
            {
                continue;
            }

            if (trie.Longest(trie.Root, stretch, out var length) is not { } node)
            {
                return GramMatch.None;
            }

            if (length == term.Length)
            {
                return new GramMatch(Stored(node), null, true);
            }

            if (node.Count < best.Count)
            {
                (best, also) = (node, best);
            }
            else if (also is null || node.Count < also.Value.Count)
            {
                also = node;
            }

            if (best.Count <= ShortEnough || length == stretch.Length)
            {
                start += best.Count <= ShortEnough ? term.Length : stretch.Length;
            }
        }

        return new GramMatch(Stored(best), best.Count > ShortEnough && also is { } second && second.Count < universe ? Stored(second) : null, false);
    }

    /// <summary>The documents with a name of which a word begins with the term.</summary>
    public GramMatch AtStartOfName(ReadOnlySpan<char> term)
    {
        if (GramText.Breaks(term[0]))
        {
            return Anywhere(term) with { IsExact = false };
        }

        if (trie.Child(trie.Root, GramText.NameStart) is not { } start || trie.Longest(start, Stretch(term), out var length) is not { } node)
        {
            return GramMatch.None;
        }

        return new GramMatch(Stored(node), null, length == term.Length);
    }

    /// <summary>The part up to where grams end.</summary>
    private static ReadOnlySpan<char> Stretch(ReadOnlySpan<char> text)
    {
        var end = GramText.IsAfterBlank(text) ? 1 : 0;
        while (end < text.Length && !GramText.Breaks(text[end]))
        {
            end++;
        }

        return text[..end];
    }

    private DocumentSet Stored(in GramNode node) => DocumentSet.Stored(node.ListOffset, node.Count, universe);
}
