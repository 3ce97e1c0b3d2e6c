using Microsoft.Win32.SafeHandles;

namespace ServerlessContacts.Search.Index;

public enum SegmentStatus
{
    Read,

    /// <summary>No file of this kind, whatever it is.</summary>
    NotASegment,

    /// <summary>Of a version that is not read here; to be built anew.</summary>
    OtherVersion,

    /// <summary>Bytes are missing, changed or too many; to be built anew.</summary>
    Damaged,
}

/// <summary>What became of reading a file.</summary>
public sealed record SegmentRead
{
    private readonly Segment? segment;

    internal SegmentRead(SegmentStatus status, Segment? segment) => (Status, this.segment) = (status, segment);

    public SegmentStatus Status { get; }

    public Segment Segment => segment ?? throw new InvalidOperationException($"A file that is {Status} has no segment.");
}

/// <summary>A file is the block of memory that is searched, so reading one is to check it; nothing is built.</summary>
public static class SegmentFile
{
    private const int BytesAtATime = 1 << 24;

    /// <summary>The segment in the bytes of a file, which belong to it from here on.</summary>
    public static SegmentRead Read(byte[] file)
    {
        var status = FileLayout.Check(file);
        return new SegmentRead(status, status == SegmentStatus.Read ? Segment.Open(file) : null);
    }

    public static SegmentRead Read(string path)
    {
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(handle);
        if (length > Array.MaxLength)
        {
            return new SegmentRead(SegmentStatus.NotASegment, null);
        }

        var file = HugePages.NewArray((int)length);
        return Fill(handle, file) ? Read(file) : new SegmentRead(SegmentStatus.Damaged, null);
    }

    /// <summary>Most of the time goes into pages of memory that are touched for the first time, so every processor takes a part.</summary>
    private static bool Fill(SafeFileHandle handle, byte[] file)
    {
        var isWhole = true;
        Parallel.For(0, (file.Length + BytesAtATime - 1) / BytesAtATime, piece =>
        {
            var (from, end) = (piece * BytesAtATime, Math.Min(file.Length, (piece + 1L) * BytesAtATime));
            for (int read; from < end; from += read)
            {
                read = RandomAccess.Read(handle, file.AsSpan(from, (int)end - from), from);
                if (read == 0)
                {
                    Volatile.Write(ref isWhole, false);
                    return;
                }
            }
        });
        return isWhole;
    }

    public static async Task WriteAsync(Segment segment, string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await stream.WriteAsync(segment.File, cancellationToken);
    }
}
