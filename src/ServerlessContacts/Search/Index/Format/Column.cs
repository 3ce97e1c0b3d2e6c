using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>Values of one kind at a place in the block.</summary>
internal readonly record struct Column<T>(byte[] Block, int Offset, int ByteLength)
    where T : unmanaged
{
    public ReadOnlySpan<T> Span => MemoryMarshal.Cast<byte, T>(Block.AsSpan(Offset, ByteLength));
}
