namespace ServerlessContacts.Search.Index;

/// <summary>
/// The documents of a segment that were deleted or replaced since it was built: the latest in a short list that is copied with each update, older
/// ones in a bitmap. Immutable.
/// </summary>
internal sealed class DeadDocuments
{
    private const int MaxLatest = 256;

    private readonly int[] latest;
    private readonly ulong[] older;

    private DeadDocuments(int[] latest, ulong[] older, int count)
    {
        this.latest = latest;
        this.older = older;
        Count = count;
    }

    public static DeadDocuments None { get; } = new([], [], 0);

    public int Count { get; }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> Latest => latest;

    /// <summary>Empty while there are few.</summary>
    public ReadOnlySpan<ulong> Older => older;

    public bool Contains(int document) =>
        Count > 0 && (latest.AsSpan().BinarySearch(document) >= 0 || (older.Length > 0 && Bitmap.Contains(older, document)));

    /// <summary>These and one more, which is not among them.</summary>
    public DeadDocuments With(int document, int universe)
    {
        if (latest.Length < MaxLatest)
        {
            var at = ~latest.AsSpan().BinarySearch(document);
            return new DeadDocuments([.. latest.AsSpan(0, at), document, .. latest.AsSpan(at)], older, Count + 1);
        }

        var all = new ulong[Bitmap.WordCount(universe)];
        older.CopyTo(all, 0);
        foreach (var dead in latest)
        {
            Bitmap.Set(all, dead);
        }

        Bitmap.Set(all, document);
        return new DeadDocuments([], all, Count + 1);
    }
}
