namespace ServerlessContacts.Search.Index;

/// <summary>What a list is sorted by: a key of each document, byte by byte, those without one last in either direction; then the name, then the key of the document.</summary>
public sealed class DocumentOrder(DocumentOrder.KeyReader read, bool descending)
{
    private readonly bool descending = descending;

    /// <summary>The key in what the index keeps of a document; empty where it has none.</summary>
    public delegate ReadOnlySpan<byte> KeyReader(ReadOnlySpan<byte> sortKey, ReadOnlySpan<byte> payload);

    internal ReadOnlySpan<byte> KeyOf(in Record record) => read(record.SortKey, record.Payload);

    /// <summary>Compares by the first bytes of two keys, which are 0 where there is no key; 0 where these do not tell.</summary>
    internal int Compares(ulong x, ulong y)
    {
        if (x == 0 || y == 0)
        {
            return (x == 0).CompareTo(y == 0);
        }

        return descending ? y.CompareTo(x) : x.CompareTo(y);
    }

    internal int Compare(in Record x, in Record y) => CompareKeys(KeyOf(x), KeyOf(y)) is var byKey and not 0 ? byKey : RankKey.CompareNames(x, y);

    internal int Compare(ListingPosition position, in Record record)
    {
        var byKey = CompareKeys(position.OrderKey.Span, KeyOf(record));
        return byKey != 0 ? byKey
            : position.SortKey.Span.SequenceCompareTo(record.SortKey) is var byName and not 0 ? byName
            : position.Key.Span.SequenceCompareTo(record.Key);
    }

    private int CompareKeys(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (x.IsEmpty || y.IsEmpty)
        {
            return x.IsEmpty.CompareTo(y.IsEmpty);
        }

        return descending ? y.SequenceCompareTo(x) : x.SequenceCompareTo(y);
    }
}
