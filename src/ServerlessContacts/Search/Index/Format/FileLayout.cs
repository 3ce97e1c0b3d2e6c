using System.Buffers.Binary;

namespace ServerlessContacts.Search.Index;

internal enum ColumnId
{
    Sections = 1,
    Books,
    BookOfDocument,
    Boosts,
    RecordStarts,
    Records,
    KeySlots,
    NameStarts,
    Names,
    Grams,
    Lists,
}

/// <summary>
/// The header of a file, all little-endian: magic, version, number of columns, number of documents, length of the whole; then for each
/// column its id, checksum, offset and length; then the checksum of the header. Columns begin at multiples of 64 bytes, are filled up with zeros to
/// the next, and lie in the order of their ids with nothing between them, so that a checksum is over every byte.
/// </summary>
internal static class FileLayout
{
    /// <summary>
    /// What a list looks like follows from its length, so the constants of <see cref="ListForm"/>, <see cref="PackedShape"/> and <see cref="Bitmap"/> are
    /// of the version as much as the layout is; so are the hashes of keys and names.
    /// </summary>
    public const int Version = 2;
    public const int ColumnCount = (int)ColumnId.Lists;
    public const int Alignment = 64;

    private const int ColumnsAt = 32;
    private const int BytesPerColumn = 24;
    private const int ChecksumAt = ColumnsAt + (ColumnCount * BytesPerColumn);

    public const int HeaderLength = (ChecksumAt + sizeof(uint) + Alignment - 1) / Alignment * Alignment;

    private static ReadOnlySpan<byte> Magic => "SCINDEX\n"u8;

    public static int Aligned(int length) => checked(length + Alignment - 1) / Alignment * Alignment;

    public static void WriteHeader(Span<byte> file, int documents, ReadOnlySpan<(int Offset, int Length)> columns)
    {
        Magic.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(file[12..], ColumnCount);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], documents);
        BinaryPrimitives.WriteInt64LittleEndian(file[24..], file.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            var (offset, length) = columns[i];
            var entry = file.Slice(ColumnsAt + (i * BytesPerColumn), BytesPerColumn);
            BinaryPrimitives.WriteInt32LittleEndian(entry, i + 1);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], Checksum.Of(file.Slice(offset, Aligned(length))));
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], length);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(file[ChecksumAt..], Checksum.Of(file[..ChecksumAt]));
    }

    public static SegmentStatus Check(ReadOnlySpan<byte> file)
    {
        if (file.Length < Magic.Length + sizeof(int) || !file.StartsWith(Magic))
        {
            return SegmentStatus.NotASegment;
        }

        if (BinaryPrimitives.ReadInt32LittleEndian(file[8..]) != Version)
        {
            return SegmentStatus.OtherVersion;
        }

        if (file.Length < HeaderLength || !IsHeaderWhole(file))
        {
            return SegmentStatus.Damaged;
        }

        return BinaryPrimitives.ReadInt64LittleEndian(file[24..]) == file.Length && AreColumnsWhole(file) ? SegmentStatus.Read : SegmentStatus.Damaged;
    }

    public static int Documents(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadInt32LittleEndian(file[16..]);

    public static Column<T> Column<T>(byte[] file, ColumnId id)
        where T : unmanaged
    {
        var (_, offset, length) = Entry(file, (int)id - 1);
        return new Column<T>(file, (int)offset, (int)length);
    }

    private static bool IsHeaderWhole(ReadOnlySpan<byte> file) =>
        BinaryPrimitives.ReadUInt32LittleEndian(file[ChecksumAt..]) == Checksum.Of(file[..ChecksumAt])
        && file[(ChecksumAt + sizeof(uint))..HeaderLength].IndexOfAnyExcept((byte)0) < 0;

    private static bool AreColumnsWhole(ReadOnlySpan<byte> file)
    {
        long next = HeaderLength;
        for (var i = 0; i < ColumnCount; i++)
        {
            var (checksum, offset, length) = Entry(file, i);
            if (offset != next || length > file.Length - offset || Aligned((int)length) > file.Length - offset
                || checksum != Checksum.Of(file.Slice((int)offset, Aligned((int)length))))
            {
                return false;
            }

            next = offset + Aligned((int)length);
        }

        return next == file.Length;
    }

    private static (uint Checksum, long Offset, long Length) Entry(ReadOnlySpan<byte> file, int column)
    {
        var entry = file.Slice(ColumnsAt + (column * BytesPerColumn), BytesPerColumn);
        return (
            BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(entry[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(entry[16..]));
    }
}
