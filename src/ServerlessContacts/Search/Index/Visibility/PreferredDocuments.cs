namespace ServerlessContacts.Search.Index;

/// <summary>
/// The preferred documents in sight, the most preferred first, each with its rank; and for every two bytes that stand together in their texts, in which of
/// them. So nearly always it is known without a look at a list which of them a query finds.
/// </summary>
internal sealed class PreferredDocuments
{
    public const int BlockLength = 64;

    private const int Pairs = 1024;
    private const int SlotsPerBlock = 256 + Pairs;

    private readonly (int Document, int Rank)[] ranked;
    private readonly ulong[] holders;

    public PreferredDocuments(Segment segment, (int Document, int Rank)[] ranked)
    {
        this.ranked = ranked;
        holders = new ulong[BlockCount * SlotsPerBlock];
        for (var i = 0; i < ranked.Length; i++)
        {
            AddText(segment.RecordOf(ranked[i].Document).Text, i / BlockLength * SlotsPerBlock, 1UL << i);
        }
    }

    public int BlockCount => (ranked.Length + BlockLength - 1) / BlockLength;

    public (int Document, int Rank) this[int at] => ranked[at];

    /// <summary>A bit for each of a block of documents.</summary>
    public ulong All(int block) => ranked.Length - (block * BlockLength) is var rest && rest >= BlockLength ? ~0UL : (1UL << rest) - 1;

    /// <summary>A bit for each of a block of documents that may hold a text, which is not empty; the others do not.</summary>
    public ulong MayHold(int block, ReadOnlySpan<byte> text)
    {
        var slots = holders.AsSpan(block * SlotsPerBlock, SlotsPerBlock);
        var all = slots[text[0]];
        for (var i = 1; i < text.Length && all != 0; i++)
        {
            all &= slots[Slot(text[i - 1], text[i])];
        }

        return all;
    }

    private void AddText(ReadOnlySpan<byte> text, int block, ulong bit)
    {
        var before = Record.LineEnd;
        foreach (var b in text)
        {
            holders[block + b] |= bit;
            holders[block + Slot(before, b)] |= bit;
            before = b;
        }
    }

    private static int Slot(byte first, byte second) => 256 + (((first * 37) + second) & (Pairs - 1));
}
