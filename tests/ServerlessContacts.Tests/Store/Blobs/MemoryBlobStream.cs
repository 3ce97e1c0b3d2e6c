using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Tests.Store.Blobs;

/// <summary>Comes in odd pieces, as a network delivers, and may be of a version that is gone after some of them.</summary>
internal sealed class MemoryBlobStream(byte[] content, long? changesAfter) : MemoryStream(content, writable: false)
{
    private const int Piece = 1021;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Position >= changesAfter
            ? throw new BlobChangedException("The version is gone.")
            : base.ReadAsync(buffer[..Math.Min(buffer.Length, Piece)], cancellationToken);

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        var piece = new byte[Piece];
        for (var read = await ReadAsync(piece, cancellationToken); read > 0; read = await ReadAsync(piece, cancellationToken))
        {
            await destination.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }
    }
}
