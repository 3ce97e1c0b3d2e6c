using System.Buffers;

namespace Azure.Data.Tables;

/// <summary>A growing buffer on rented memory. What is never returned is left to the garbage collector.</summary>
internal sealed class PooledBuffer(int capacity) : IBufferWriter<byte>
{
    private byte[] rented = ArrayPool<byte>.Shared.Rent(capacity);
    private int written;

    public ReadOnlyMemory<byte> Written => rented.AsMemory(0, written);

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return rented.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return rented.AsSpan(written);
    }

    public void Return()
    {
        ArrayPool<byte>.Shared.Return(rented);
        rented = [];
        written = 0;
    }

    private void Ensure(int sizeHint)
    {
        if (rented.Length - written >= Math.Max(sizeHint, 1))
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(rented.Length * 2, written + sizeHint));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(rented);
        rented = larger;
    }
}
