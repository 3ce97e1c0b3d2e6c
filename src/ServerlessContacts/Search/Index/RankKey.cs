namespace ServerlessContacts.Search.Index;

/// <summary>What orders documents over all segments where nothing else does: the highest boost, then the name, then the key.</summary>
internal readonly ref struct RankKey(int boost, ReadOnlySpan<byte> sortKey, ReadOnlySpan<byte> key)
{
    private readonly ReadOnlySpan<byte> sortKey = sortKey;
    private readonly ReadOnlySpan<byte> key = key;

    public int Boost => boost;

    public ReadOnlySpan<byte> SortKey => sortKey;

    public ReadOnlySpan<byte> Key => key;

    public int ComparedTo(in RankKey other)
    {
        if (boost != other.Boost)
        {
            return other.Boost.CompareTo(boost);
        }

        return sortKey.SequenceCompareTo(other.sortKey) is var byName and not 0 ? byName : key.SequenceCompareTo(other.key);
    }

    public static int CompareNames(in Record x, in Record y) =>
        x.SortKey.SequenceCompareTo(y.SortKey) is var byName and not 0 ? byName : x.Key.SequenceCompareTo(y.Key);
}
