namespace ServerlessContacts.Search.Index;

/// <summary>
/// Brings a set and ascending documents together: of one stretch of all documents after the other the set's are put in a small bitmap, in which the others are looked
/// up. No step depends on a comparison that could go either way.
/// </summary>
internal static class Window
{
    private const int Length = 16384;

    /// <param name="keep">Whether the documents in the set are kept or the others.</param>
    public static int Keep(scoped in OpenSet set, Span<int> documents, bool keep)
    {
        Span<ulong> window = stackalloc ulong[Length / 64];
        var cursor = set.Between(documents[0] & -Length, documents[^1] + 1);
        var (kept, flip) = (0, keep ? 0UL : ~0UL);
        for (int at = 0, end = documents[0] & -Length; at < documents.Length;)
        {
            var start = documents[at] & -Length;
            if (start > end)
            {
                cursor.MoveTo(start, documents[^1] + 1);
            }

            end = start + Length;
            window.Clear();
            cursor.SetBits(window, start, end);
            for (; at < documents.Length && documents[at] < end; at++)
            {
                var document = documents[at];
                documents[kept] = document;
                kept += (int)(((window[(document - start) >> 6] ^ flip) >> document) & 1);
            }
        }

        return kept;
    }
}
