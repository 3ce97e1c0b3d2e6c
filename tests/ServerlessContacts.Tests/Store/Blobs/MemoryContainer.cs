using System.Runtime.CompilerServices;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Tests.Store.Blobs;

/// <summary>One container of <see cref="MemoryBlobs"/>.</summary>
public sealed class MemoryContainer(MemoryBlobs account, string container) : IBlobContainer
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, MemoryBlob> blobs = new(StringComparer.Ordinal);

    public int Written { get; private set; }

    /// <summary>Happens before a listing comes to its next blob.</summary>
    public Action? Listed { get; set; }

    public IReadOnlyList<string> Names => Locked(() => blobs.Keys.ToList());

    public void Put(string name, byte[] content, string? contentType = null, params (string Name, string Value)[] metadata) =>
        Store(name, [content], contentType, metadata.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));

    public byte[]? Bytes(string name) => Blob(name)?.Bytes;

    public BlobFacts? Find(string name) => Blob(name)?.Facts;

    public Task<BlobFacts?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(Find(name));

    public async IAsyncEnumerable<BlobFacts> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            await Task.Yield();
            Listed?.Invoke();
            if (Find(name) is { } facts)
            {
                yield return facts;
            }
        }
    }

    public Task<BlobPage> PageAsync(string? continuation, CancellationToken cancellationToken)
    {
        account.Pages++;
        var page = Names.Where(name => string.CompareOrdinal(name, continuation) > 0).Take(account.PageSize).ToList();
        return Task.FromResult(new BlobPage([.. page.Select(name => Find(name)!)], page.Count < account.PageSize ? null : page[^1]));
    }

    public Task<BlobContent?> DownloadAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(
            Blob(name) is { } blob ? new BlobContent(blob.Facts, new MemoryBlobStream(blob.Bytes, account.ChangesAfter)) : null);

    public Task<Stream?> OpenAsync(string name, BlobPieces pieces, CancellationToken cancellationToken) => Task.FromResult<Stream?>(
        Blob(name) is { } blob && (pieces.Version is null || pieces.Version == blob.Facts.Version)
            ? new MemoryBlobStream(blob.Bytes, pieces.IsPinned ? account.ChangesAfter : null)
            : null);

    public async Task<bool> WriteAsync(string name, BlobWriting options, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await write(content);
        return Locked(() =>
        {
            if (options.IsConditional && options.Replaced != Find(name)?.Version)
            {
                return false;
            }

            Store(name, [content.ToArray()], options.ContentType, NoMetadata);
            return true;
        });
    }

    public Task AppendAsync(string name, int block, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        Locked(() =>
        {
            Store(name, [.. Blob(name)?.Blocks.Take(block) ?? [], content.ToArray()], contentType, NoMetadata);
            return true;
        });
        return Task.CompletedTask;
    }

    public Task SetMetadataAsync(string name, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        Locked(() =>
        {
            var blob = blobs[name];
            blobs[name] = blob with
            {
                Facts = blob.Facts with
                {
                    Metadata = metadata,
                    Version = account.NextVersion,
                    Modified = account.Time.GetUtcNow()
                }
            };
            return true;
        });
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string name, string? version, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(() => (version is null || version == Find(name)?.Version) && blobs.Remove(name)));

    public Task<Uri> UploadUrlAsync(string name, DateTimeOffset until, CancellationToken cancellationToken) =>
        Task.FromResult(new Uri($"https://storage.example/{container}/{name}?until={until.ToUnixTimeSeconds()}"));

    private MemoryBlob? Blob(string name) => Locked(() => blobs.GetValueOrDefault(name));

    private void Store(string name, IReadOnlyList<byte[]> blocks, string? contentType, IReadOnlyDictionary<string, string> metadata) =>
        Locked(() =>
    {
        var facts =
            new BlobFacts(name, account.NextVersion, blocks.Sum(block => block.Length), contentType, account.Time.GetUtcNow(), metadata);
        blobs[name] = new MemoryBlob(facts, blocks);
        return ++Written;
    });

    private T Locked<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }

    private sealed record MemoryBlob(BlobFacts Facts, IReadOnlyList<byte[]> Blocks)
    {
        public byte[] Bytes => [.. Blocks.SelectMany(block => block)];
    }
}
