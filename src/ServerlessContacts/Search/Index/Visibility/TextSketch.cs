namespace ServerlessContacts.Search.Index;

/// <summary>
/// Of some documents, for every byte and every two bytes that stand together in their texts, in which of them. So it is mostly known without a look at a list or a text
/// which of them a query finds. The slots of two bytes are shared, so a few too many are named.
/// </summary>
internal sealed class TextSketch
{
    private const int Bytes = 256;
    private const int Pairs = 512;

    private readonly ulong[] slots;

    public TextSketch(Segment segment, ReadOnlySpan<int> documents)
    {
        Words = Bitmap.WordCount(documents.Length);
        slots = new ulong[(Bytes + Pairs) * Words];
        for (var i = 0; i < documents.Length; i++)
        {
            Add(segment.RecordOf(documents[i]).Text, i);
        }
    }

    /// <summary>The length of a bitmap of the documents.</summary>
    public int Words { get; }

    /// <summary>Adds the documents that may hold a text, which is not empty; the others do not.</summary>
    public void AddHolders(ReadOnlySpan<byte> text, Span<ulong> holders, Span<ulong> room)
    {
        Slot(text[0]).CopyTo(room);
        for (var i = 1; i < text.Length; i++)
        {
            Bitmap.And(room, Slot(PairOf(text[i - 1], text[i])), room);
        }

        Bitmap.Or(holders, room, holders);
    }

    private ReadOnlySpan<ulong> Slot(int slot) => slots.AsSpan(slot * Words, Words);

    private void Add(ReadOnlySpan<byte> text, int at)
    {
        var before = Record.LineEnd;
        foreach (var b in text)
        {
            slots[(b * Words) + (at >> 6)] |= 1UL << at;
            slots[(PairOf(before, b) * Words) + (at >> 6)] |= 1UL << at;
            before = b;
        }
    }

    private static int PairOf(byte first, byte second) => Bytes + (((first * 37) + second) & (Pairs - 1));
}
