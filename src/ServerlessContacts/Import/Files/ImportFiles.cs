using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Import.Files;

/// <summary>A file that was dropped.</summary>
public sealed record DroppedFile(string Path, string Version, DateTimeOffset Modified);

/// <param name="Files">Those that are new enough.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record DroppedPage(IReadOnlyList<DroppedFile> Files, string? Next);

/// <summary>The files that imports read and write: sources in three containers, and reports in a fourth.</summary>
public sealed class ImportFiles(IBlobStore blobs, Photos photos)
{
    /// <summary>What one request fetches of a source: the connection is idle in between, so a slow import holds none open.</summary>
    private const int SourcePiece = 4 * 1024 * 1024;

    /// <summary>As much for a report: of one that is long mostly a page is wanted.</summary>
    private const int ReportPiece = 1024 * 1024;

    private readonly IBlobContainer reports = blobs.Container(ImportStorage.Reports);

    /// <summary>Null where there is no such file.</summary>
    public Task<BlobFacts?> FindAsync(string container, string path, CancellationToken cancellationToken) =>
        blobs.Container(container).FindAsync(path, cancellationToken);

    /// <summary>Reads exactly the version that was registered, whatever connection breaks meanwhile.</summary>
    /// <exception cref="BlobChangedException">Here or while reading: that version is gone.</exception>
    public async Task<Stream> OpenAsync(SourceBlob blob, CancellationToken cancellationToken)
    {
        var container = blobs.Container(blob.Container);
        return await (blob.Length <= SourcePiece
            ? WholeAsync(container, blob, cancellationToken)
            : container.OpenAsync(blob.Path, new BlobPieces(SourcePiece, blob.Version), cancellationToken))
                ?? throw new BlobChangedException(blob.ToString());
    }

    /// <summary>One request, where reading piece by piece asks for the properties first.</summary>
    private static async Task<Stream?> WholeAsync(IBlobContainer container, SourceBlob blob, CancellationToken cancellationToken)
    {
        await using var found = await container.DownloadAsync(blob.Path, cancellationToken);
        if (found?.Facts.Version != blob.Version)
        {
            return null;
        }

        var whole = new MemoryStream((int)blob.Length);
        await found.Stream.CopyToAsync(whole, cancellationToken);
        whole.Position = 0;
        return whole;
    }

    /// <summary>Stores what the stream holds and says what it became.</summary>
    public async Task<BlobFacts> UploadAsync(string container, string path, Stream content, CancellationToken cancellationToken)
    {
        await blobs.Container(container).WriteAsync(path, contentType: null, content, cancellationToken);
        return await FindAsync(container, path, cancellationToken)
            ?? throw new IOException($"Blob {container}/{path} is gone right after it was stored.");
    }

    /// <summary>An address at which that one file can be sent until then, in one request.</summary>
    public Task<Uri> UploadUrlAsync(string path, DateTimeOffset until, CancellationToken cancellationToken) =>
        blobs.Container(ImportStorage.Uploads).UploadUrlAsync(path, until, cancellationToken);

    /// <summary>Moves the file to quarantine, unless it was moved before, or replaced by a version that is announced itself.</summary>
    public async Task QuarantineAsync(SourceBlob blob, CancellationToken cancellationToken)
    {
        var from = blobs.Container(blob.Container);
        try
        {
            await using var content = await from.OpenAsync(blob.Path, new BlobPieces(SourcePiece, blob.Version), cancellationToken);
            if (content is not null)
            {
                await blobs.Container(ImportStorage.Quarantine).WriteAsync(blob.Path, contentType: null, content, cancellationToken);
                await from.DeleteAsync(blob.Path, blob.Version, cancellationToken);
            }
        }
        catch (BlobChangedException)
        {
            // Replaced while it was read.
        }
    }

    /// <summary>
    /// Appends a block to a report, as the block of that number: the report then ends with it, whatever a run that died had put there or
    /// behind.
    /// </summary>
    public Task AppendReportAsync(string path, int block, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        reports.AppendAsync(path, block, content, TypeOf(path), cancellationToken);

    public Task WriteReportAsync(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        blobs.Container(container).WriteAsync(path, "application/json", content, cancellationToken);

    public async Task CopyReportAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var content = await OpenReportAsync(from, cancellationToken) ?? throw new IOException($"Report {from} is missing.");
        await reports.WriteAsync(to, TypeOf(to), content, cancellationToken);
    }

    public Task DeleteReportAsync(string path, CancellationToken cancellationToken) =>
        reports.DeleteAsync(path, version: null, cancellationToken);

    /// <summary>Null where there is none.</summary>
    public Task<Stream?> OpenReportAsync(string path, CancellationToken cancellationToken) =>
        reports.OpenAsync(path, new BlobPieces(ReportPiece), cancellationToken);

    /// <summary>Deletes a file that somebody sent, if it is there.</summary>
    public Task DeleteSentAsync(string path, CancellationToken cancellationToken) =>
        blobs.Container(ImportStorage.Uploads).DeleteAsync(path, version: null, cancellationToken);

    /// <summary>Deletes files, with their reports, that were moved to quarantine before the time; at most so many.</summary>
    public async Task DeleteQuarantinedAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var quarantine = blobs.Container(ImportStorage.Quarantine);
        await foreach (var blob in quarantine.ListAsync("", cancellationToken).Where(blob => blob.Modified < before).Take(most))
        {
            await quarantine.DeleteAsync(blob.Name, version: null, cancellationToken);
        }
    }

    /// <summary>Stores a contact's picture where pictures are, under the name that <see cref="Photos.NameOf"/> gives it.</summary>
    public Task SavePhotoAsync(TenantId tenant, VCardPhoto photo, CancellationToken cancellationToken) =>
        photos.SaveAsync(tenant, photo.Bytes, photo.ContentType, cancellationToken);

    /// <summary>
    /// A page of all dropped files, those that were modified before the time left out: one request, however many files there are.
    /// </summary>
    public async Task<DroppedPage> DroppedSinceAsync(DateTimeOffset since, string? continuation, CancellationToken cancellationToken)
    {
        var page = await blobs.Container(ImportStorage.Dropped).PageAsync(continuation, cancellationToken);
        var files = page.Blobs.Where(blob => blob.Modified >= since)
            .Select(blob => new DroppedFile(blob.Name, blob.Version, blob.Modified));
        return new DroppedPage([.. files], page.Next);
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".csv" => "text/csv; charset=utf-8",
        ".vcf" => "text/vcard",
        _ => "application/x-ndjson",
    };
}
