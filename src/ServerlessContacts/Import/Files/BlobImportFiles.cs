using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Store;

namespace ServerlessContacts.Import.Files;

/// <summary><see cref="IImportFiles"/> over Blob Storage.</summary>
public sealed class BlobImportFiles(BlobServiceClient service, UploadSigner signer) : IImportFiles
{
    /// <summary>What one request fetches of a source: the connection is idle in between, so a slow import holds none open.</summary>
    private const int ReadBuffer = 4 * 1024 * 1024;

    /// <summary>As much for a report: of one that is long mostly a page is wanted.</summary>
    private const int ReportBuffer = 1024 * 1024;

    private const int UploadBlock = 8 * 1024 * 1024;

    private const int NotFound = 404;

    public async Task<BlobFacts?> FindAsync(string container, string path, CancellationToken cancellationToken)
    {
        try
        {
            var found = (await Blob(container, path).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return new BlobFacts(found.ETag.ToString(), found.ContentLength, found.LastModified, found.Metadata.AsReadOnly());
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            return null;
        }
    }

    public async Task<Stream> OpenAsync(SourceBlob blob, CancellationToken cancellationToken)
    {
        var (client, conditions) = (Blob(blob.Container, blob.Path), new BlobRequestConditions { IfMatch = blob.ETag });
        var pieces = new BlobOpenReadOptions(allowModifications: false) { BufferSize = ReadBuffer, Conditions = conditions };
        return new SourceStream(await SourceStream.GuardAsync(() => blob.Length <= ReadBuffer
            ? WholeAsync(client, conditions, cancellationToken)
            : client.OpenReadAsync(pieces, cancellationToken)));
    }

    /// <summary>One request, where reading piece by piece asks for the properties first.</summary>
    private static async Task<Stream> WholeAsync(BlobClient client, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var whole = await client.DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancellationToken);
        return whole.Value.Content.ToStream();
    }

    public async Task<BlobFacts> UploadAsync(string container, string path, Stream content, CancellationToken cancellationToken)
    {
        await Blob(container, path).UploadAsync(content, InBlocks(), cancellationToken);
        return await FindAsync(container, path, cancellationToken) ?? throw new IOException($"Blob {container}/{path} is gone right after it was stored.");
    }

    public Task<Uri> UploadUrlAsync(string container, string path, DateTimeOffset until, CancellationToken cancellationToken) =>
        signer.SignAsync(container, path, until, cancellationToken).AsTask();

    public async Task MoveAsync(SourceBlob blob, string container, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await OpenAsync(blob, cancellationToken);
            await Blob(container, blob.Path).UploadAsync(content, InBlocks(), cancellationToken);
            await Blob(blob.Container, blob.Path).DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = blob.ETag }, cancellationToken);
        }
        catch (Exception gone) when (gone is SourceChangedException or RequestFailedException { Status: 412 })
        {
            // Moved before, or replaced by a version that is announced itself.
        }
    }

    public async Task AppendReportAsync(string path, int block, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var blob = service.GetBlobContainerClient(ImportStorage.Reports).GetBlockBlobClient(path);
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await blob.StageBlockAsync(BlockId(block), stream, cancellationToken: cancellationToken);
        var headers = new CommitBlockListOptions { HttpHeaders = new BlobHttpHeaders { ContentType = TypeOf(path) } };
        await blob.CommitBlockListAsync(Enumerable.Range(0, block + 1).Select(BlockId), headers, cancellationToken);
    }

    public async Task WriteReportAsync(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var headers = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        await Blob(container, path).UploadAsync(new BinaryData(content), headers, cancellationToken);
    }

    public async Task CopyReportAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var content = await OpenReportAsync(from, cancellationToken) ?? throw new IOException($"Report {from} is missing.");
        await Blob(ImportStorage.Reports, to).UploadAsync(content, InBlocks(TypeOf(to)), cancellationToken);
    }

    /// <summary>However large a file is, and however slowly it comes, no single request is.</summary>
    private static BlobUploadOptions InBlocks(string? type = null) => new()
    {
        HttpHeaders = type is null ? null : new BlobHttpHeaders { ContentType = type },
        TransferOptions = new StorageTransferOptions { InitialTransferSize = UploadBlock, MaximumTransferSize = UploadBlock },
    };

    public Task DeleteReportAsync(string path, CancellationToken cancellationToken) =>
        Blob(ImportStorage.Reports, path).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    public Task DeleteSentAsync(string path, CancellationToken cancellationToken) =>
        Blob(ImportStorage.Uploads, path).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);

    public async Task DeleteQuarantinedAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var container = service.GetBlobContainerClient(ImportStorage.Quarantine);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken).Where(blob => blob.Properties.LastModified < before).Take(most))
        {
            await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
        }
    }

    public async Task<Stream?> OpenReportAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await Blob(ImportStorage.Reports, path).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = ReportBuffer }, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            return null;
        }
    }

    public async Task<DroppedPage> DroppedSinceAsync(DateTimeOffset since, string? continuation, CancellationToken cancellationToken)
    {
        var listing = service.GetBlobContainerClient(ImportStorage.Dropped).GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken);
        var page = await listing.AsPages(continuation).FirstAsync(cancellationToken);
        var files = page.Values
            .Select(blob => new DroppedFile(blob.Name, blob.Properties.ETag.GetValueOrDefault().ToString(), blob.Properties.LastModified.GetValueOrDefault()))
            .Where(file => file.Modified >= since);
        return new DroppedPage([.. files], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
    }

    public Task SavePhotoAsync(TenantId tenant, VCardPhoto photo, CancellationToken cancellationToken) =>
        new Photos(service).SaveAsync(tenant, photo.Bytes, photo.ContentType, cancellationToken);

    private BlobClient Blob(string container, string path) => service.GetBlobContainerClient(container).GetBlobClient(path);

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".csv" => "text/csv; charset=utf-8",
        ".vcf" => "text/vcard",
        _ => "application/x-ndjson",
    };

    /// <summary>Ids of one blob's blocks are of one length; the service wants them in base64.</summary>
    private static string BlockId(int block) => Convert.ToBase64String(Encoding.ASCII.GetBytes(block.ToString("D8", CultureInfo.InvariantCulture)));
}
