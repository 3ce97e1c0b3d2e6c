namespace ServerlessContacts.Search.Index;

internal enum SetKind
{
    /// <summary>An ascending array, made by a query.</summary>
    Array,

    /// <summary>A packed list of the block.</summary>
    Packed,

    /// <summary>A bitmap of the block.</summary>
    Bitmap,

    /// <summary>A bitmap made by a query.</summary>
    Made,

    /// <summary>Every document.</summary>
    All,
}

/// <summary>Some documents of a segment, wherever they are kept.</summary>
internal readonly record struct DocumentSet(SetKind Kind, int Count, int Offset, int[]? Documents, ulong[]? Words)
{
    public static DocumentSet Empty { get; } = new(SetKind.Array, 0, 0, [], null);

    public bool IsEmpty => Count == 0;

    /// <summary>Whether a document is looked up in no time.</summary>
    public bool IsDense => Kind is SetKind.Bitmap or SetKind.Made or SetKind.All;

    public static DocumentSet Of(int[] documents, int count) => new(SetKind.Array, count, 0, documents, null);

    public static DocumentSet Of(ulong[] words, int count) => new(SetKind.Made, count, 0, null, words);

    /// <summary>A list of the block; its length tells how it is kept.</summary>
    public static DocumentSet Stored(int offset, int count, int universe) => new(ListForm.Of(count, universe), count, offset, [], null);
}

/// <summary>Which form a list of the block has.</summary>
internal static class ListForm
{
    /// <summary>
    /// Longer ones are bitmaps: then the longest walk of a query is over a 32nd of all documents, at a price of 26 bits for each member of the
    /// shortest such list.
    /// </summary>
    private const int BitmapAboveShare = 32;

    public static SetKind Of(int count, int universe) =>
        count == universe ? SetKind.All
        : count == 0 ? SetKind.Array
        : count > universe / BitmapAboveShare ? SetKind.Bitmap
        : SetKind.Packed;

    public static int Write(ReadOnlySpan<int> documents, int universe, ByteBuffer into)
    {
        var offset = into.Length;
        switch (Of(documents.Length, universe))
        {
            case SetKind.Packed:
                PackedListWriter.Write(documents, universe, into);
                break;
            case SetKind.Bitmap:
                into.AppendZeros(-offset & (sizeof(ulong) - 1));
                offset = into.Length;
                Bitmap.Write(documents, universe, into);
                break;
            default:
                break;
        }

        return offset;
    }
}
