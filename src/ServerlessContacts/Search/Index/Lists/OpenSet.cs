namespace ServerlessContacts.Search.Index;

/// <summary>A set of documents, ready to be asked.</summary>
internal readonly ref struct OpenSet
{
    private readonly SetKind kind;
    private readonly int universe;
    private readonly ReadOnlySpan<byte> stored;
    private readonly ReadOnlySpan<int> documents;
    private readonly PackedList packed;

    public OpenSet(scoped in DocumentSet set, ReadOnlySpan<byte> lists, int universe)
    {
        (kind, this.universe, Count) = (set.Kind, universe, set.Count);
        switch (kind)
        {
            case SetKind.Array:
                documents = set.Documents.AsSpan(0, set.Count);
                break;
            case SetKind.Packed:
                packed = new PackedList(lists, set.Offset, set.Count, universe);
                break;
            case SetKind.Bitmap:
                stored = lists.Slice(set.Offset, Bitmap.ByteLength(universe));
                Words = Bitmap.Words(stored, universe);
                break;
            case SetKind.Made:
                Words = set.Words.AsSpan(0, Bitmap.WordCount(universe));
                break;
            default:
                break;
        }
    }

    public int Count { get; }

    /// <summary>Empty unless the set is a bitmap.</summary>
    public ReadOnlySpan<ulong> Words { get; }

    public bool Contains(int document) => kind switch
    {
        SetKind.Array => documents.BinarySearch(document) >= 0,
        SetKind.Packed => packed.Contains(document),
        SetKind.All => true,
        _ => Bitmap.Contains(Words, document),
    };

    public int CountBetween(int from, int to) => kind switch
    {
        SetKind.Made => Bitmap.Count(Words, from, to),
        SetKind.All => to - from,
        _ => CountBelow(to) - CountBelow(from),
    };

    public SetCursor Between(int from, int to)
    {
        var cursor = new SetCursor(kind, from, to);
        return kind switch
        {
            SetKind.Array => cursor with { Documents = documents[DocumentsBelow(from)..DocumentsBelow(to)] },
            SetKind.Packed => cursor with { Packed = packed.From(from) },
            SetKind.All => cursor,
            _ => cursor with { Words = Words },
        };
    }

    private int CountBelow(int document)
    {
        if (document <= 0)
        {
            return 0;
        }

        return document >= universe ? Count : kind switch
        {
            SetKind.Array => DocumentsBelow(document),
            SetKind.Packed => packed.CountBelow(document),
            _ => Bitmap.CountBelow(stored, universe, document),
        };
    }

    private int DocumentsBelow(int document) => documents.BinarySearch(document) is var at && at < 0 ? ~at : at;
}
