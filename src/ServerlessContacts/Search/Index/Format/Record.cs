using System.Text;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// A document as bytes: four lengths, then the names, the other lines, the key, the sort key and the payload. Every line ends with a line
/// break, so no match spans two. Text is UTF-8: half of UTF-16 for most, and a part of a text is the same part of its bytes.
/// </summary>
internal readonly ref struct Record
{
    public const byte LineEnd = (byte)'\n';

    private readonly ReadOnlySpan<byte> bytes;
    private readonly int names;
    private readonly int others;
    private readonly int key;
    private readonly int sortKey;

    public Record(ReadOnlySpan<byte> record)
    {
        bytes = record;
        names = VariableInt.Read(ref bytes);
        others = VariableInt.Read(ref bytes);
        key = VariableInt.Read(ref bytes);
        sortKey = VariableInt.Read(ref bytes);
    }

    public ReadOnlySpan<byte> Names => bytes[..names];

    /// <summary>All that can be found, the names first.</summary>
    public ReadOnlySpan<byte> Text => bytes[..(names + others)];

    public ReadOnlySpan<byte> Key => bytes.Slice(names + others, key);

    public ReadOnlySpan<byte> SortKey => bytes.Slice(names + others + key, sortKey);

    public ReadOnlySpan<byte> Payload => bytes[(names + others + key + sortKey)..];

    public static void Write(IndexDocument document, ByteBuffer into)
    {
        VariableInt.Write(Length(document.Names), into);
        VariableInt.Write(Length(document.Others), into);
        VariableInt.Write(Encoding.UTF8.GetByteCount(document.Key), into);
        VariableInt.Write(document.SortKey.Length, into);
        Write(document.Names, into);
        Write(document.Others, into);
        Encoding.UTF8.GetBytes(document.Key, into.Append(Encoding.UTF8.GetByteCount(document.Key)));
        document.SortKey.Span.CopyTo(into.Append(document.SortKey.Length));
        document.Payload.Span.CopyTo(into.Append(document.Payload.Length));
    }

    private static int Length(IReadOnlyList<string> lines)
    {
        var length = lines.Count;
        for (var i = 0; i < lines.Count; i++)
        {
            length += Encoding.UTF8.GetByteCount(lines[i]);
        }

        return length;
    }

    private static void Write(IReadOnlyList<string> lines, ByteBuffer into)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Contains('\n', StringComparison.Ordinal))
            {
                throw new ArgumentException("A line of a document holds a line break.", nameof(lines));
            }

            Encoding.UTF8.GetBytes(lines[i], into.Append(Encoding.UTF8.GetByteCount(lines[i])));
            into.Append(1)[0] = LineEnd;
        }
    }
}

/// <summary>Seven bits a byte, the lowest first; the last byte is below 128.</summary>
internal static class VariableInt
{
    public static int Read(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        for (var (at, shift) = (0, 0); ; at++, shift += 7)
        {
            value |= (bytes[at] & 0x7F) << shift;
            if (bytes[at] < 0x80)
            {
                bytes = bytes[(at + 1)..];
                return value;
            }
        }
    }

    public static void Write(int value, ByteBuffer into)
    {
        for (; value >= 0x80; value >>= 7)
        {
            into.Append(1)[0] = (byte)(value | 0x80);
        }

        into.Append(1)[0] = (byte)value;
    }
}
