namespace ServerlessContacts.Search.Index;

/// <summary>Bytes that grow at their end, up to what an array can hold.</summary>
internal sealed class ByteBuffer(int capacity = 256)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Drop(int count) => Length -= count;

    /// <summary>The next bytes to write; they are zero or what an earlier use left. Valid until the next call.</summary>
    public Span<byte> Append(int count)
    {
        var end = checked(Length + count);
        if (end > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, bytes.Length * 2L)));
        }

        var appended = bytes.AsSpan(Length, count);
        Length = end;
        return appended;
    }

    /// <summary>The next bytes to write, all zero.</summary>
    public Span<byte> AppendZeros(int count)
    {
        var appended = Append(count);
        appended.Clear();
        return appended;
    }
}
