using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace ServerlessContacts.Backup;

/// <summary>
/// Writes records into a file: each with its length, all compressed with Brotli. What is not yet sent fits into a few blocks, however large the file becomes.
/// </summary>
internal sealed class RecordWriter(Stream file) : IAsyncDisposable
{
    private const int Portion = 256 * 1024;

    private readonly BrotliStream compressed = new(file, CompressionLevel.Fastest, leaveOpen: true);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream pending = new();

    public long Records { get; private set; }

    public long Rows { get; private set; }

    public long Bytes { get; private set; }

    public async ValueTask WriteAsync(BackupRecord record, CancellationToken cancellationToken)
    {
        Append(record);
        Records++;
        Rows += record is BackupRecord.Row ? 1 : 0;
        if (pending.Length >= Portion)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Writes the rest.</summary>
    /// <returns>The hash of all that was written, uncompressed.</returns>
    public async Task<string> CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await compressed.DisposeAsync();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        await compressed.DisposeAsync();
        await pending.DisposeAsync();
    }

    private void Append(BackupRecord record)
    {
        var start = (int)pending.Position;
        using var writer = new BinaryWriter(pending, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(0);
        record.Write(writer);
        writer.Flush();
        BinaryPrimitives.WriteInt32LittleEndian(pending.GetBuffer().AsSpan(start), (int)pending.Position - start - sizeof(int));
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var portion = pending.GetBuffer().AsMemory(0, (int)pending.Length);
        hash.AppendData(portion.Span);
        Bytes += portion.Length;
        await compressed.WriteAsync(portion, cancellationToken);
        pending.SetLength(0);
    }
}
