using System.Globalization;
using System.Text;
using Azure;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Store;

namespace ServerlessContacts.Tests.Import;

/// <summary>Blobs in memory, with versions, staged blocks and broken connections.</summary>
public sealed class MemoryFiles(TimeProvider time) : IImportFiles
{
    private readonly Dictionary<(string Container, string Path), (byte[] Content, BlobFacts Facts)> blobs = [];
    private readonly Dictionary<string, List<byte[]>> blocks = new(StringComparer.Ordinal);
    private int version;

    /// <summary>After so many bytes of a source the next read finds another version.</summary>
    public long? ChangesAfter { get; set; }

    public IEnumerable<string> Paths => blobs.Keys.Select(key => $"{key.Container}/{key.Path}").Order(StringComparer.Ordinal);

    public void Put(string container, string path, byte[] content, params (string Name, string Value)[] metadata) =>
        blobs[(container, path)] = (content, new BlobFacts(
            string.Create(CultureInfo.InvariantCulture, $"\"{++version}\""), content.Length, time.GetUtcNow(), metadata.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal)));

    public byte[]? Bytes(string container, string path) => blobs.TryGetValue((container, path), out var blob) ? blob.Content : null;

    public string? Text(string container, string path) => blobs.TryGetValue((container, path), out var blob) ? Encoding.UTF8.GetString(blob.Content) : null;

    public Task<BlobFacts?> FindAsync(string container, string path, CancellationToken cancellationToken) =>
        Task.FromResult(blobs.TryGetValue((container, path), out var blob) ? blob.Facts : null);

    public Task<Stream> OpenAsync(SourceBlob blob, CancellationToken cancellationToken)
    {
        var found = blobs.GetValueOrDefault((blob.Container, blob.Path));
        return found.Facts?.Version == blob.Version
            ? Task.FromResult<Stream>(new SourceStream(new Source(found.Content, ChangesAfter)))
            : throw new SourceChangedException("gone", new RequestFailedException(412, "gone"));
    }

    public async Task<BlobFacts> UploadAsync(string container, string path, Stream content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        Put(container, path, bytes.ToArray());
        return blobs[(container, path)].Facts;
    }

    public Task<Uri> UploadUrlAsync(string container, string path, DateTimeOffset until, CancellationToken cancellationToken) =>
        Task.FromResult(new Uri($"https://storage.example/{container}/{path}?until={until.ToUnixTimeSeconds()}"));

    public Task MoveAsync(SourceBlob blob, string container, CancellationToken cancellationToken)
    {
        if (blobs.Remove((blob.Container, blob.Path), out var moved))
        {
            blobs[(container, blob.Path)] = moved;
        }

        return Task.CompletedTask;
    }

    public Task AppendReportAsync(string path, int block, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var all = blocks.TryGetValue(path, out var known) ? known : blocks[path] = [];
        all.RemoveRange(block, all.Count - block);
        all.Add(content.ToArray());
        Put(ImportStorage.Reports, path, [.. all.SelectMany(part => part)]);
        return Task.CompletedTask;
    }

    public Task WriteReportAsync(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Put(container, path, content.ToArray());
        return Task.CompletedTask;
    }

    public Task CopyReportAsync(string from, string to, CancellationToken cancellationToken)
    {
        Put(ImportStorage.Reports, to, blobs[(ImportStorage.Reports, from)].Content);
        return Task.CompletedTask;
    }

    public Task DeleteReportAsync(string path, CancellationToken cancellationToken)
    {
        blobs.Remove((ImportStorage.Reports, path));
        return Task.CompletedTask;
    }

    public Task DeleteSentAsync(string path, CancellationToken cancellationToken)
    {
        blobs.Remove((ImportStorage.Uploads, path));
        return Task.CompletedTask;
    }

    public Task DeleteQuarantinedAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        foreach (var (key, _) in blobs.Where(blob => blob.Key.Container == ImportStorage.Quarantine && blob.Value.Facts.Modified < before).Take(most).ToList())
        {
            blobs.Remove(key);
        }

        return Task.CompletedTask;
    }

    public Task<Stream?> OpenReportAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(blobs.TryGetValue((ImportStorage.Reports, path), out var blob) ? new MemoryStream(blob.Content) : null);

    public Task SavePhotoAsync(TenantId tenant, VCardPhoto photo, CancellationToken cancellationToken)
    {
        Put(Photos.Container, $"{tenant}/{Photos.NameOf(photo.Bytes.Span)}", photo.Bytes.ToArray());
        return Task.CompletedTask;
    }

    /// <summary>Files on a page of a listing.</summary>
    public int PageSize { get; set; } = 5000;

    public int Listings { get; private set; }

    public Task<DroppedPage> DroppedSinceAsync(DateTimeOffset since, string? continuation, CancellationToken cancellationToken)
    {
        Listings++;
        var page = blobs.Where(blob => blob.Key.Container == ImportStorage.Dropped && string.CompareOrdinal(blob.Key.Path, continuation) > 0)
            .OrderBy(blob => blob.Key.Path, StringComparer.Ordinal).Take(PageSize).ToList();
        var files = page.Where(blob => blob.Value.Facts.Modified >= since).Select(blob => new DroppedFile(blob.Key.Path, blob.Value.Facts.Version, blob.Value.Facts.Modified));
        return Task.FromResult(new DroppedPage([.. files], page.Count < PageSize ? null : page[^1].Key.Path));
    }

    private sealed class Source(byte[] content, long? changesAfter) : MemoryStream(content)
    {
        /// <summary>In odd pieces, as a network delivers.</summary>
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= changesAfter
                ? throw new RequestFailedException(412, "ConditionNotMet")
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 1021)], cancellationToken);
    }
}
