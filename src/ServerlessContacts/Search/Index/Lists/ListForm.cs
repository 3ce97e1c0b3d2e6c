namespace ServerlessContacts.Search.Index;

/// <summary>Which form a list of the block has.</summary>
internal static class ListForm
{
    /// <summary>
    /// Longer ones are bitmaps: then the longest walk of a query is over a 32nd of all documents. At twice that the bitmaps would take half as much, and
    /// two common names together twice as long.
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
