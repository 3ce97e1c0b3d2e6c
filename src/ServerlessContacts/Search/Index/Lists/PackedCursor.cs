using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>Goes through a packed list from one of its documents on.</summary>
internal ref struct PackedCursor
{
    private const int ChunkLength = 128;

    private readonly ReadOnlySpan<byte> high;
    private readonly ReadOnlySpan<byte> low;
    private readonly int lowBits;
    private readonly int count;
    private int word;
    private ulong bits;

    public PackedCursor(ReadOnlySpan<byte> high, ReadOnlySpan<byte> low, int lowBits, int count, int position, int index)
    {
        this.high = high;
        this.low = low;
        (this.lowBits, this.count, Index) = (lowBits, count, index);
        word = position >> 6;
        bits = Index < count ? Read(high, word << 3) & (~0UL << (position & 63)) : 0;
    }

    /// <summary>How many documents stand before the next.</summary>
    public int Index { get; private set; }

    public void SkipBelow(int document)
    {
        while (Index < count && Next() < document)
        {
            bits &= bits - 1;
            Index++;
        }
    }

    public bool IsAt(int document) => Index < count && Next() == document;

    /// <summary>Takes the next documents below an end, and says how many. The innermost loop of most queries.</summary>
    public int Fill(scoped Span<int> into, int end)
    {
        var (index, here, at, filled) = (Index, bits, word, 0);
        var mask = (1 << lowBits) - 1;
        var last = Math.Min(count, index + into.Length);
        ref var highs = ref MemoryMarshal.GetReference(high);
        ref var lows = ref MemoryMarshal.GetReference(low);
        for (var lowBit = (long)index * lowBits; index < last; index++, lowBit += lowBits)
        {
            while (here == 0)
            {
                here = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref highs, (nint)(++at << 3)));
            }

            var bucket = (at << 6) + BitOperations.TrailingZeroCount(here) - index;
            var document = (bucket << lowBits) | ((int)(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref lows, (nint)(lowBit >> 3))) >> (int)(lowBit & 7)) & mask);
            if (document >= end)
            {
                break;
            }

            into[filled++] = document;
            here &= here - 1;
        }

        (Index, bits, word) = (index, here, at);
        return filled;
    }

    /// <summary>Sets a bit for each of the next documents below an end, the first of the bits being for a document that is not behind the next.</summary>
    public void SetBits(scoped Span<ulong> window, int start, int end)
    {
        Span<int> chunk = stackalloc int[ChunkLength];
        int filled;
        do
        {
            filled = Fill(chunk, end);
            foreach (var document in chunk[..filled])
            {
                window[(document - start) >> 6] |= 1UL << document;
            }
        }
        while (filled == ChunkLength);
    }

    private int Next()
    {
        while (bits == 0)
        {
            bits = Read(high, ++word << 3);
        }

        var lowBit = (long)Index * lowBits;
        var bucket = (word << 6) + BitOperations.TrailingZeroCount(bits) - Index;
        return (bucket << lowBits) | (int)((uint)(Read(low, (int)(lowBit >> 3)) >> (int)(lowBit & 7)) & ((1u << lowBits) - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ReadOnlySpan<byte> bytes, int at) => MemoryMarshal.Read<ulong>(bytes[at..]);
}
