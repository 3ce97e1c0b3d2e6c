namespace ServerlessContacts.Store.Blobs;

/// <summary>The blobs of one container. A blob is there whole or not at all, and every write gives it a new version.</summary>
public interface IBlobContainer
{
    /// <summary>Null where there is no such blob.</summary>
    Task<BlobFacts?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>The blobs whose names begin so, in the ordinal order of their names.</summary>
    IAsyncEnumerable<BlobFacts> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>One page of all blobs, in one request.</summary>
    /// <param name="continuation">What the page before said; null for the first.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<BlobPage> PageAsync(string? continuation, CancellationToken cancellationToken);

    /// <summary>Reads a blob from its beginning to its end, in one request. Null where there is none.</summary>
    Task<BlobContent?> DownloadAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Reads one version of a blob, piece by piece, from any position. The connection is idle between two pieces, so a slow reader holds
    /// none open.
    /// </summary>
    /// <param name="name">The blob.</param>
    /// <param name="pieces">How large they are, and of which version.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <returns>A stream that throws <see cref="BlobChangedException"/> when the version is gone. Null where there is no such blob or
    /// version.</returns>
    Task<Stream?> OpenAsync(string name, BlobPieces pieces, CancellationToken cancellationToken);

    /// <summary>Writes a blob in place of whatever has its name. Of one whose writing fails there is nothing.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="options">Its media type, and what it may replace.</param>
    /// <param name="write">Writes the content, asynchronously only.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False where the blob is not what the options say that may be replaced.</returns>
    Task<bool> WriteAsync(string name, BlobWriting options, Func<Stream, Task> write, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a block as the one of that number, counted from 0. The blob then ends with it: blocks behind are dropped, and a repeat changes
    /// nothing.
    /// </summary>
    Task AppendAsync(string name, int block, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken);

    /// <summary>Replaces all metadata of a blob.</summary>
    Task SetMetadataAsync(string name, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken);

    /// <summary>Deletes a blob, or only one version of it.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="version">Null for whatever is there.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>False where there was none, or another version.</returns>
    Task<bool> DeleteAsync(string name, string? version, CancellationToken cancellationToken);

    /// <summary>
    /// An address at which whoever has it can make that one blob until then, in one request. It neither reads nor replaces a blob.
    /// </summary>
    Task<Uri> UploadUrlAsync(string name, DateTimeOffset until, CancellationToken cancellationToken);
}
