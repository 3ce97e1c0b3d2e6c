using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ServerlessContacts.Search.Index;

/// <summary>A packed list, read in place. Reads run up to eight bytes past its end, which the column of lists allows for.</summary>
internal readonly ref struct PackedList(ReadOnlySpan<byte> bytes, PackedShape shape)
{
    public const int Padding = 8;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    public bool Contains(int document)
    {
        var bucket = document >> shape.LowBits;
        var position = BucketStart(bucket);
        var low = document & ((1 << shape.LowBits) - 1);
        for (var lowBit = (long)(position - bucket) * shape.LowBits; IsOne(position); position++, lowBit += shape.LowBits)
        {
            var found = (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(shape.LowOffset + (int)(lowBit >> 3))..]) >> (int)(lowBit & 7)) & ((1 << shape.LowBits) - 1);
            if (found >= low)
            {
                return found == low;
            }
        }

        return false;
    }

    public int CountBelow(int document) => From(document).Index;

    /// <summary>Begins with the first document that is not below the one given.</summary>
    public PackedCursor From(int document)
    {
        var bucket = document >> shape.LowBits;
        var position = BucketStart(bucket);
        var cursor = new PackedCursor(bytes[shape.HighOffset..], bytes[shape.LowOffset..], shape.LowBits, shape.Count, position, position - bucket);
        cursor.SkipBelow(document);
        return cursor;
    }

    /// <summary>The bit with which a bucket begins: so many zeros stand before it.</summary>
    private int BucketStart(int bucket)
    {
        var (position, zeros) = (0, bucket);
        if (shape.Skips > 0)
        {
            position = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[(bucket / PackedShape.BucketsPerSkip * sizeof(uint))..]);
            zeros = bucket % PackedShape.BucketsPerSkip;
        }

        return zeros == 0 ? position : AfterZeros(position, zeros);
    }

    private int AfterZeros(int position, int zeros)
    {
        var word = position >> 6;
        var bits = ~HighWord(word) & (~0UL << (position & 63));
        for (var here = BitOperations.PopCount(bits); here < zeros; here = BitOperations.PopCount(bits))
        {
            zeros -= here;
            bits = ~HighWord(++word);
        }

        return (word << 6) + SelectedBit.Of(bits, zeros) + 1;
    }

    private bool IsOne(int position) => ((bytes[shape.HighOffset + (position >> 3)] >> (position & 7)) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong HighWord(int word) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[(shape.HighOffset + (word << 3))..]);
}
