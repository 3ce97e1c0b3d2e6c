namespace ServerlessContacts.Search.Index;

/// <summary>Tells of ascending documents whether they are in an ascending array, going on from where the last one was: in strides that double, then by halves.</summary>
internal ref struct AscendingSearch(ReadOnlySpan<int> documents)
{
    private readonly ReadOnlySpan<int> documents = documents;
    private int next;

    public bool Contains(int document)
    {
        var stride = 1;
        while (next + stride < documents.Length && documents[next + stride] <= document)
        {
            next += stride;
            stride *= 2;
        }

        var within = documents[next..Math.Min(documents.Length, next + stride)];
        var at = within.BinarySearch(document);
        next += at < 0 ? Math.Max(0, ~at - 1) : at;
        return at >= 0;
    }
}
