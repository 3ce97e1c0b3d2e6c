using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

internal static class PackedListWriter
{
    public static void Write(ReadOnlySpan<int> documents, int universe, ByteBuffer into)
    {
        var shape = new PackedShape(documents.Length, universe);
        var bytes = into.AppendZeros(shape.ByteLength + PackedList.Padding);
        var skips = MemoryMarshal.Cast<byte, uint>(bytes[..shape.HighOffset]);
        var mask = (1L << shape.LowBits) - 1;
        var nextSkip = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            var bucket = documents[i] >> shape.LowBits;
            for (; nextSkip < shape.Skips && nextSkip * PackedShape.BucketsPerSkip <= bucket; nextSkip++)
            {
                skips[nextSkip] = (uint)((nextSkip * PackedShape.BucketsPerSkip) + i);
            }

            var high = bucket + i;
            bytes[shape.HighOffset + (high >> 3)] |= (byte)(1 << (high & 7));
            WriteLow(bytes[shape.LowOffset..], (long)i * shape.LowBits, documents[i] & mask);
        }

        for (; nextSkip < shape.Skips; nextSkip++)
        {
            skips[nextSkip] = (uint)((nextSkip * PackedShape.BucketsPerSkip) + documents.Length);
        }

        into.Drop(PackedList.Padding);
    }

    /// <summary>Writes into zeros, as a whole word that overlaps what follows.</summary>
    private static void WriteLow(Span<byte> low, long bit, long value)
    {
        var word = low[(int)(bit >> 3)..];
        BinaryPrimitives.WriteUInt64LittleEndian(word, BinaryPrimitives.ReadUInt64LittleEndian(word) | ((ulong)value << (int)(bit & 7)));
    }
}
