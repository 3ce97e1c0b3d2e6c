namespace ServerlessContacts.Search.Index;

/// <summary>The grams of a segment. The first node is the empty gram, which is in every document.</summary>
internal readonly ref struct GramTrie(ReadOnlySpan<GramNode> nodes)
{
    private readonly ReadOnlySpan<GramNode> nodes = nodes;

    public GramNode Root => nodes[0];

    /// <summary>The child, or null where no document holds it.</summary>
    public GramNode? Child(in GramNode node, char label)
    {
        var (low, high) = (node.FirstChild, node.FirstChild + node.ChildCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var found = nodes[middle].Label;
            if (found == label)
            {
                return nodes[middle];
            }

            (low, high) = found < label ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>
    /// The longest listed gram that a text begins with, and how long that is. Null where no document holds the text.
    /// </summary>
    public GramNode? Longest(GramNode node, ReadOnlySpan<char> text, out int length)
    {
        for (length = 0; length < text.Length && node.IsExpanded; length++)
        {
            if (Child(node, text[length]) is not { } child)
            {
                return null;
            }

            node = child;
        }

        return node;
    }
}
