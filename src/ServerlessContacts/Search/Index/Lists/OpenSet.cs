namespace ServerlessContacts.Search.Index;

/// <summary>A set of documents, ready to be asked.</summary>
internal readonly ref struct OpenSet
{
    /// <summary>To look one up in a packed list takes as long as to go through so many.</summary>
    private const int LookUpAbove = 10;

    private readonly SetKind kind;
    private readonly int universe;
    private readonly ReadOnlySpan<byte> stored;
    private readonly ReadOnlySpan<int> documents;
    private readonly PackedList packed;

    public OpenSet(scoped in DocumentSet set, ReadOnlySpan<byte> lists, int universe)
    {
        (kind, this.universe, Count) = (set.Kind, universe, set.Count);
        documents = set.Documents.AsSpan(0, set.DocumentCount);
        switch (kind)
        {
            case SetKind.Packed:
                packed = new PackedList(lists, set.Offset, set.Count - set.DocumentCount, universe);
                break;
            case SetKind.Bitmap:
                stored = lists.Slice(set.Offset, Bitmap.ByteLength(universe));
                Words = Bitmap.Words(stored, universe);
                break;
            case SetKind.Either:
                Words = Bitmap.Words(lists.Slice(set.Offset, Bitmap.ByteLength(universe)), universe);
                OtherWords = Bitmap.Words(lists.Slice(set.OtherOffset, Bitmap.ByteLength(universe)), universe);
                break;
            case SetKind.Made:
                Words = set.Words.AsSpan(0, Bitmap.WordCount(universe));
                break;
            default:
                break;
        }
    }

    /// <summary>What a cursor wants so that it can merge.</summary>
    public const int Slack = 16;

    public int Count { get; }

    public bool IsArray => kind == SetKind.Array;

    public bool IsAll => kind == SetKind.All;

    /// <summary>Empty unless the set is a bitmap or two.</summary>
    public ReadOnlySpan<ulong> Words { get; }

    public ReadOnlySpan<ulong> OtherWords { get; }

    /// <summary>An array's documents, or those beside the others.</summary>
    public ReadOnlySpan<int> Documents => documents;

    /// <summary>Whether some documents are sooner looked up one by one than a part of this set with so many is gone through.</summary>
    public bool IsLookedUpFaster(int documents, int among) => kind is not (SetKind.Packed or SetKind.Array) || among > (long)documents * LookUpAbove;

    public bool IsInBitmaps(int document) => Bitmap.Contains(Words, document) || (!OtherWords.IsEmpty && Bitmap.Contains(OtherWords, document));

    /// <summary>How many of some documents are in this set.</summary>
    public int CountOf(ReadOnlySpan<int> some)
    {
        var count = 0;
        foreach (var document in some)
        {
            count += Contains(document) ? 1 : 0;
        }

        return count;
    }

    public bool Contains(int document)
    {
        var isIn = kind switch
        {
            SetKind.Array => false,
            SetKind.Packed => packed.Contains(document),
            SetKind.All => true,
            SetKind.Either => Bitmap.Contains(Words, document) || Bitmap.Contains(OtherWords, document),
            _ => Bitmap.Contains(Words, document),
        };
        return isIn || (!documents.IsEmpty && documents.BinarySearch(document) >= 0);
    }

    public int CountBetween(int from, int to)
    {
        var count = documents.IsEmpty ? 0 : DocumentsBelow(to) - DocumentsBelow(from);
        return count + kind switch
        {
            SetKind.Array => 0,
            SetKind.All => to - from,
            SetKind.Either => Bitmap.CountEither(Words, OtherWords, from, to),
            SetKind.Made => Bitmap.Count(Words, from, to),
            SetKind.Packed => packed.CountBelow(to) - packed.CountBelow(from),
            _ => Bitmap.CountBelow(stored, universe, to) - Bitmap.CountBelow(stored, universe, from),
        };
    }

    public SetCursor Between(int from, int to)
    {
        var beside = DocumentsBetween(from, to);
        return kind == SetKind.Packed
            ? new SetCursor(kind, from, to) { Documents = beside, Packed = packed.From(from) }
            : new SetCursor(kind, from, to) { Documents = beside, Words = Words, OtherWords = OtherWords };
    }

    /// <summary>Copies all of the documents, and says how many there are. There must be <see cref="Slack"/> more room than that.</summary>
    public int CopyTo(scoped Span<int> into)
    {
        var cursor = Between(0, universe);
        var count = 0;
        for (int filled; (filled = cursor.Fill(into[count..])) > 0;)
        {
            count += filled;
        }

        return count;
    }

    public ReadOnlySpan<int> DocumentsBetween(int from, int to) => documents.IsEmpty ? documents : documents[DocumentsBelow(from)..DocumentsBelow(to)];

    private int DocumentsBelow(int document) => documents.BinarySearch(document) is var at && at < 0 ? ~at : at;
}
