namespace ServerlessContacts.Search.Index;

internal enum SetKind
{
    /// <summary>An ascending array, made by a query.</summary>
    Array,

    /// <summary>A packed list of the block.</summary>
    Packed,

    /// <summary>A bitmap of the block.</summary>
    Bitmap,

    /// <summary>What is in one of two bitmaps of the block.</summary>
    Either,

    /// <summary>A bitmap made by a query.</summary>
    Made,

    /// <summary>Every document.</summary>
    All,
}

/// <summary>
/// Some documents of a segment, wherever they are kept. Those of an array may stand beside any other kind; then they are not in that. So lists of the block
/// are joined without being copied.
/// </summary>
/// <param name="Count">For two bitmaps as if they had nothing in common.</param>
internal readonly record struct DocumentSet(SetKind Kind, int Count, int Offset, int OtherOffset, int[] Documents, int DocumentCount, ulong[] Words)
{
    public static DocumentSet Empty { get; } = Of(Array.Empty<int>(), 0);

    public bool IsEmpty => Count == 0;

    /// <summary>Whether most documents are looked up in no time.</summary>
    public bool IsDense => Kind is SetKind.Bitmap or SetKind.Either or SetKind.Made or SetKind.All;

    public static DocumentSet Of(int[] documents, int count) => new(SetKind.Array, count, 0, 0, documents, count, []);

    public static DocumentSet Of(ulong[] words, int count) => new(SetKind.Made, count, 0, 0, [], 0, words);

    /// <summary>A list of the block; its length tells how it is kept.</summary>
    public static DocumentSet Stored(int offset, int count, int universe) => new(ListForm.Of(count, universe), count, offset, 0, [], 0, []);

    public DocumentSet Or(in DocumentSet other) => this with { Kind = SetKind.Either, OtherOffset = other.Offset, Count = Count + other.Count };

    /// <summary>These and others, which are not among them.</summary>
    public DocumentSet And(int[] documents, int count) => count == 0 ? this : this with { Documents = documents, DocumentCount = count, Count = Count + count };
}
