using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// The rows that fit several contacts equally well, by what stands in them: the exact twin of one of them is told as that and not as
/// another riddle.
/// </summary>
internal sealed class AmbiguousRows
{
    private readonly Dictionary<ulong, int> lines = [];

    /// <summary>The line of the first row that is exactly the same; null for the first.</summary>
    public int? Note(SourceRow row)
    {
        ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(lines, HashOf(row), out var isKnown);
        line = isKnown ? line : row.Line;
        return line == row.Line ? null : line;
    }

    private static ulong HashOf(SourceRow row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row.Card is { } card ? card.Source.Span : MemoryMarshal.AsBytes(row.Raw.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
