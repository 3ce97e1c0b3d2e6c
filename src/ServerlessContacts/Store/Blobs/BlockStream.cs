using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ServerlessContacts.Store.Blobs;

/// <summary>
/// Sends a blob block by block. The blob is there once it is committed. The SDK's own stream makes an empty blob first, which stays when
/// the process dies, and commits when it is disposed of, also after a failure.
/// </summary>
internal sealed class BlockStream(BlockBlobClient blob) : Stream
{
    /// <summary>A blob of a gigabyte takes some hundred requests, and each is small enough to be sent again.</summary>
    private const int BlockBytes = 8 * 1024 * 1024;

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

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Ids of one blob's blocks are of one length; the service wants them in base64.</summary>
    /// <param name="number">The block's, from 0.</param>
    /// <param name="prefix">Whose block it is.</param>
    public static string IdOf(int number, string prefix = "") =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(prefix + number.ToString("D8", CultureInfo.InvariantCulture)));

    public async Task CommitAsync(BlobWriting options, CancellationToken cancellationToken)
    {
        var (headers, conditions) = (new BlobHttpHeaders { ContentType = options.ContentType }, Conditions(options));
        if (blocks.Count == 0)
        {
            pending.Position = 0;
            await blob.UploadAsync(pending, new BlobUploadOptions { HttpHeaders = headers, Conditions = conditions }, cancellationToken);
            return;
        }

        await StageAsync(cancellationToken);
        await blob.CommitBlockListAsync(
            blocks, new CommitBlockListOptions { HttpHeaders = headers, Conditions = conditions }, cancellationToken);
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

    private static BlobRequestConditions? Conditions(BlobWriting options) => options switch
    {
        { IsConditional: false } => null,
        { Replaced: { } version } => new BlobRequestConditions { IfMatch = new ETag(version) },
        _ => new BlobRequestConditions { IfNoneMatch = ETag.All },
    };

    private async Task StageAsync(CancellationToken cancellation)
    {
        if (pending.Length == 0)
        {
            return;
        }

        blocks.Add(IdOf(blocks.Count, own));
        pending.Position = 0;
        await blob.StageBlockAsync(blocks[^1], pending, cancellationToken: cancellation);
        pending.SetLength(0);
    }
}
