using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>CRC-32C, which processors have an instruction for, in four strands that do not wait for each other.</summary>
internal static class Checksum
{
    private const int Strands = 4;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var (a, b, c, d) = (~0u, ~1u, ~2u, ~3u);
        var at = 0;
        for (; at + Strands <= words.Length; at += Strands)
        {
            a = BitOperations.Crc32C(a, words[at]);
            b = BitOperations.Crc32C(b, words[at + 1]);
            c = BitOperations.Crc32C(c, words[at + 2]);
            d = BitOperations.Crc32C(d, words[at + 3]);
        }

        foreach (var last in bytes[(at * sizeof(ulong))..])
        {
            a = BitOperations.Crc32C(a, last);
        }

        return BitOperations.Crc32C(BitOperations.Crc32C(BitOperations.Crc32C(a, b), c), d);
    }
}
