using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>A set of documents, ready to be asked.</summary>
internal readonly ref struct OpenSet
{
    /// <summary>What a cursor wants so that it can merge.</summary>
    public const int Slack = 16;

    /// <summary>To look one up in a packed list takes as long as to go through so many.</summary>
    private const int LookUpAbove = 10;

    private readonly SetKind kind;
    private readonly int universe;
    private readonly ReadOnlySpan<byte> stored;
    private readonly ReadOnlySpan<byte> other;
    private readonly ReadOnlySpan<int> documents;
    private readonly PackedShape shape;

    public OpenSet(scoped in DocumentSet set, ReadOnlySpan<byte> lists, int universe)
    {
        (kind, this.universe, Count) = (set.Kind, universe, set.Count);
        documents = set.Documents.AsSpan(0, set.DocumentCount);
        switch (kind)
        {
            case SetKind.Packed:
                shape = new PackedShape(set.Count - set.DocumentCount, universe);
                stored = lists.Slice(set.Offset, shape.ByteLength + PackedList.Padding);
                break;
            case SetKind.Bitmap:
                stored = lists.Slice(set.Offset, Bitmap.ByteLength(universe));
                break;
            case SetKind.Either:
                stored = lists.Slice(set.Offset, Bitmap.ByteLength(universe));
                other = lists.Slice(set.OtherOffset, Bitmap.ByteLength(universe));
                break;
            case SetKind.Made:
                stored = MemoryMarshal.AsBytes(set.Words.AsSpan(0, Bitmap.WordCount(universe)));
                break;
            default:
                break;
        }
    }

    public int Count { get; }

    public bool IsArray => kind == SetKind.Array;

    public bool IsAll => kind == SetKind.All;

    public bool IsBitmap => kind is SetKind.Bitmap or SetKind.Either or SetKind.Made;

    public bool IsPacked => kind == SetKind.Packed;

    /// <summary>The bits of a bitmap, or of the first of two.</summary>
    public ReadOnlySpan<ulong> Words => kind switch
    {
        SetKind.Bitmap or SetKind.Either => Bitmap.Words(stored, universe),
        SetKind.Made => MemoryMarshal.Cast<byte, ulong>(stored),
        _ => default,
    };

    public ReadOnlySpan<ulong> OtherWords => kind == SetKind.Either ? Bitmap.Words(other, universe) : default;

    /// <summary>An array's documents, or those beside the others.</summary>
    public ReadOnlySpan<int> Documents => documents;

    private PackedList Packed => new(stored, shape);

    /// <summary>Whether some documents are sooner looked up one by one than a part of this set with so many is gone through.</summary>
    public bool IsLookedUpFaster(int documents, int among) => kind != SetKind.Packed || among > (long)documents * LookUpAbove;

    /// <summary>The same of ascending documents and the part between them, as long as it would be if the set were the same everywhere.</summary>
    public bool IsLookedUpFaster(ReadOnlySpan<int> documents) => IsLookedUpFaster(documents.Length, (int)((long)Count * (documents[^1] - documents[0]) / universe));

    public bool Contains(int document)
    {
        var isIn = kind switch
        {
            SetKind.Array => false,
            SetKind.Packed => Packed.Contains(document),
            SetKind.All => true,
            SetKind.Either => Bitmap.Contains(Words, document) || Bitmap.Contains(OtherWords, document),
            _ => Bitmap.Contains(Words, document),
        };
        return isIn || (!documents.IsEmpty && documents.BinarySearch(document) >= 0);
    }

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

    public int CountBetween(int from, int to)
    {
        var count = documents.IsEmpty ? 0 : DocumentsBelow(to) - DocumentsBelow(from);
        return count + kind switch
        {
            SetKind.Array => 0,
            SetKind.All => to - from,
            SetKind.Either => Bitmap.CountEither(Words, OtherWords, default, from, to),
            SetKind.Made => Bitmap.Count(Words, from, to),
            SetKind.Packed => Packed.CountBelow(to) - Packed.CountBelow(from),
            _ => Bitmap.CountBelow(stored, universe, to) - Bitmap.CountBelow(stored, universe, from),
        };
    }

    public SetCursor Between(int from, int to) => new(kind, Packed, Words, OtherWords, documents, from, to);

    /// <summary>Copies all of the documents, and says how many there are. There must be <see cref="Slack"/> more room than that.</summary>
    public int CopyTo(scoped Span<int> into) => Between(0, universe).FillAll(into);

    public ReadOnlySpan<int> DocumentsBetween(int from, int to) => documents.IsEmpty ? documents : documents[DocumentsBelow(from)..DocumentsBelow(to)];

    private int DocumentsBelow(int document) => documents.BinarySearch(document) is var at && at < 0 ? ~at : at;
}
