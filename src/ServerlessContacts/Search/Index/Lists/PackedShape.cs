using System.Numerics;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// How an ascending list of documents is packed (Elias and Fano): of each number the low bits stand one after the other; the high bits are
/// a bucket, and a run of bits has for each bucket a one per member and then a zero. That is about two bits beyond the low ones, whatever
/// the gaps. Nothing of the shape is stored, as it follows from how many of how many there are. Longer lists begin with the bit where every
/// 128th bucket begins, so that a document is found without a walk.
/// </summary>
internal readonly struct PackedShape
{
    /// <summary>A place costs four bytes, a quarter of a bit for each bucket; the walk from it crosses some 256 bits, four words.</summary>
    public const int BucketsPerSkip = 128;

    /// <summary>Shorter lists are walked faster than looked up.</summary>
    private const int SkipAbove = 128;

    public PackedShape(int count, int universe)
    {
        Count = count;
        LowBits = BitOperations.Log2((uint)(universe / count));
        Buckets = (universe >> LowBits) + 1;
        Skips = count > SkipAbove ? (Buckets + BucketsPerSkip - 1) / BucketsPerSkip : 0;
        HighOffset = Skips * sizeof(uint);
        LowOffset = HighOffset + ((count + Buckets + 7) / 8);
        ByteLength = LowOffset + (int)((((long)count * LowBits) + 7) / 8);
    }

    public int Count { get; }

    public int LowBits { get; }

    public int Buckets { get; }

    public int Skips { get; }

    public int HighOffset { get; }

    public int LowOffset { get; }

    public int ByteLength { get; }
}
