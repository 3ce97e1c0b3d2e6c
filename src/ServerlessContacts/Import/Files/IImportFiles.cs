using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Import.Files;

/// <summary>A blob as it is now.</summary>
public sealed record BlobFacts(string Version, long Length, DateTimeOffset Modified, IReadOnlyDictionary<string, string> Metadata);

/// <summary>The blobs that imports read and write. Implemented over Blob Storage and, in the tests, in memory.</summary>
public interface IImportFiles
{
    /// <summary>Null where there is no such blob.</summary>
    Task<BlobFacts?> FindAsync(string container, string path, CancellationToken cancellationToken);

    /// <summary>Reads exactly the version that was registered, whatever connection breaks meanwhile.</summary>
    /// <exception cref="SourceChangedException">Here or while reading: that version is gone.</exception>
    Task<Stream> OpenAsync(SourceBlob blob, CancellationToken cancellationToken);

    /// <summary>Stores what the stream holds and says what it became.</summary>
    Task<BlobFacts> UploadAsync(string container, string path, Stream content, CancellationToken cancellationToken);

    /// <summary>An address at which that one blob can be made until then, in one request, by whoever has it; once there, it cannot be replaced or read through it.</summary>
    Task<Uri> UploadUrlAsync(string container, string path, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Moves the blob, unless its version is gone already.</summary>
    Task MoveAsync(SourceBlob blob, string container, CancellationToken cancellationToken);

    /// <summary>
    /// Appends a block to a report, as the block of that number: the report then ends with it, whatever a run that died had put there or behind.
    /// </summary>
    Task AppendReportAsync(string path, int block, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    Task WriteReportAsync(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    Task CopyReportAsync(string from, string to, CancellationToken cancellationToken);

    Task DeleteReportAsync(string path, CancellationToken cancellationToken);

    /// <summary>Deletes a file that somebody sent, if it is there.</summary>
    Task DeleteSentAsync(string path, CancellationToken cancellationToken);

    /// <summary>Deletes files, with their reports, that were moved to quarantine before the time; at most so many.</summary>
    Task DeleteQuarantinedAsync(DateTimeOffset before, int most, CancellationToken cancellationToken);

    /// <summary>Null where there is none.</summary>
    Task<Stream?> OpenReportAsync(string path, CancellationToken cancellationToken);

    /// <summary>Stores a contact's picture where pictures are, under the name that <c>Photos.NameOf</c> gives it.</summary>
    Task SavePhotoAsync(TenantId tenant, VCardPhoto photo, CancellationToken cancellationToken);

    /// <summary>A page of all dropped files, those that were modified before the time left out: one request, however many files there are.</summary>
    Task<DroppedPage> DroppedSinceAsync(DateTimeOffset since, string? continuation, CancellationToken cancellationToken);
}

/// <summary>A file that was dropped.</summary>
public sealed record DroppedFile(string Path, string Version, DateTimeOffset Modified);

/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record DroppedPage(IReadOnlyList<DroppedFile> Files, string? Next);

/// <summary>The registered version of a source is no longer there.</summary>
public sealed class SourceChangedException(string message, Exception inner) : IOException(message, inner);
