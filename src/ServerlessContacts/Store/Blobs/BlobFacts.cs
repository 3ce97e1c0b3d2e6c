namespace ServerlessContacts.Store.Blobs;

/// <summary>A blob without its content.</summary>
/// <param name="Name">Its name in the container.</param>
/// <param name="Version">Changes with every write, that of metadata included.</param>
/// <param name="Length">In bytes.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Metadata">What was noted beside the content.</param>
public sealed record BlobFacts(
    string Name, string Version, long Length, string? ContentType, DateTimeOffset Modified, IReadOnlyDictionary<string, string> Metadata);

/// <summary>One page of a listing.</summary>
/// <param name="Blobs">In the order of their names.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record BlobPage(IReadOnlyList<BlobFacts> Blobs, string? Next);

/// <summary>A blob that is being read. Disposing of it ends the reading.</summary>
public sealed record BlobContent(BlobFacts Facts, Stream Stream) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}

/// <summary>How a blob is read piece by piece.</summary>
/// <param name="Bytes">What one request fetches.</param>
/// <param name="Version">The only version that is read; null for the one that is there now.</param>
/// <param name="IsPinned">False where pieces of a later version may follow, as of a blob that grows.</param>
public sealed record BlobPieces(int Bytes, string? Version = null, bool IsPinned = true);

/// <summary>How a blob is written.</summary>
/// <param name="ContentType">Its media type; null for bytes of no named kind.</param>
public sealed record BlobWriting(string? ContentType = null)
{
    /// <summary>Whether only one version, or only no blob, may be replaced.</summary>
    public bool IsConditional { get; private init; }

    /// <summary>The version that may be replaced; null for none. Counts where the writing is conditional.</summary>
    public string? Replaced { get; private init; }

    /// <summary>Only that version may be replaced, or, where it is null, no blob at all.</summary>
    public static BlobWriting InPlaceOf(string? version) => new() { IsConditional = true, Replaced = version };
}

/// <summary>The version of a blob that was to be read is gone.</summary>
public sealed class BlobChangedException(string message, Exception? inner = null) : IOException(message, inner);
