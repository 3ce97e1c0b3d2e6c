namespace ServerlessContacts.Backup;

/// <summary>A file as a listing shows it.</summary>
/// <param name="Name">Its whole name in the container.</param>
/// <param name="Length">In bytes.</param>
/// <param name="ContentType">What it says to be.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Gone">Since when what it is a copy of is gone; null while it is there.</param>
public sealed record StoredFile(string Name, long Length, string? ContentType, DateTimeOffset Modified, DateTimeOffset? Gone);

/// <summary>The files of one container, of either account. Implemented over Blob Storage and, in the tests, in memory.</summary>
public interface IStoredFiles
{
    /// <summary>Those whose names begin so, in the order of their names. A container that is not there has none.</summary>
    IAsyncEnumerable<StoredFile> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Null where there is none.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>A file in place of whatever has its name, there and whole once this is done. Of one whose writing fails, or whose process ends before, there is nothing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="contentType">What it says to be.</param>
    /// <param name="write">Writes its content, asynchronously only.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task WriteAsync(string name, string? contentType, Func<Stream, Task> write, CancellationToken cancellationToken);

    /// <summary>Notes since when what it is a copy of is gone.</summary>
    Task MarkGoneAsync(string name, DateTimeOffset gone, CancellationToken cancellationToken);

    /// <summary>Deletes the file if it is there.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
