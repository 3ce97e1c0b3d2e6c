using System.Globalization;
using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ServerlessContacts.Backup;

/// <summary>
/// Sends a blob block by block; it is there once it is committed. The client's own stream makes an empty blob first, which stays where a process ends before its time, and commits when it is disposed of, whatever
/// has gone wrong.
/// </summary>
internal sealed class BlockStream(BlockBlobClient blob) : Stream
{
    private const int BlockBytes = 4 * 1024 * 1024;

    private readonly MemoryStream pending = new();
    private readonly List<string> blocks = [];

    /// <summary>Blocks of two who write the same blob at once do not mix.</summary>
    private readonly string own = Guid.NewGuid().ToString("N");

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; rest.Length > 0;)
        {
            var part = rest[..(int)Math.Min(rest.Length, BlockBytes - pending.Length)];
            pending.Write(part.Span);
            rest = rest[part.Length..];
            if (pending.Length == BlockBytes)
            {
                await StageAsync(cancellationToken);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public async Task CommitAsync(string? contentType, CancellationToken cancellationToken)
    {
        var headers = new BlobHttpHeaders { ContentType = contentType };
        if (blocks.Count == 0)
        {
            pending.Position = 0;
            await blob.UploadAsync(pending, new BlobUploadOptions { HttpHeaders = headers }, cancellationToken);
            return;
        }

        await StageAsync(cancellationToken);
        await blob.CommitBlockListAsync(blocks, new CommitBlockListOptions { HttpHeaders = headers }, cancellationToken);
    }

    /// <summary>Blocks are sent when there are enough of them.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously only.");

    private async Task StageAsync(CancellationToken cancellation)
    {
        if (pending.Length == 0)
        {
            return;
        }

        blocks.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(own + blocks.Count.ToString("D8", CultureInfo.InvariantCulture))));
        pending.Position = 0;
        await blob.StageBlockAsync(blocks[^1], pending, cancellationToken: cancellation);
        pending.SetLength(0);
    }
}
