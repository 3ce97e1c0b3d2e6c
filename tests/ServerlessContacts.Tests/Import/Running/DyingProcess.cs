using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Import.Running;

/// <summary>A process that ends at its n-th write, to the table or to a blob: that one may take effect, nothing after it does.</summary>
public sealed class DyingProcess(int writes, bool takesEffect)
{
    private int count;

    private bool IsDead => Volatile.Read(ref count) >= writes;

    public ITable Over(ITable inner) => new DyingTable(this, inner);

    public IBlobStore Over(IBlobStore inner) => new DyingBlobs(this, inner);

    public IBlobContainer Over(IBlobContainer inner) => new DyingContainer(this, inner);

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var number = Interlocked.Increment(ref count);
        if (number > writes || (number == writes && !takesEffect))
        {
            throw new CrashException();
        }

        var written = await write();
        return number == writes ? throw new CrashException() : written;
    }

    private Task WriteAsync(Func<Task> write) => WriteAsync(async () =>
    {
        await write();
        return true;
    });

    private T Read<T>(Func<T> read) => IsDead ? throw new CrashException() : read();

    private sealed class DyingTable(DyingProcess process, ITable inner) : ITable
    {
        public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
            process.Read(() => inner.FindAsync(partitionKey, rowKey, cancellationToken));

        public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
            process.Read(() => inner.RangeAsync(partitionKey, from, to, cancellationToken));

        public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.SubmitAsync(partitionKey, rows, cancellationToken));
    }

    private sealed class DyingBlobs(DyingProcess process, IBlobStore inner) : IBlobStore
    {
        public IBlobContainer Container(string name) => process.Over(inner.Container(name));
    }

    private sealed class DyingContainer(DyingProcess process, IBlobContainer inner) : IBlobContainer
    {
        public Task<BlobFacts?> FindAsync(string name, CancellationToken cancellationToken) =>
            process.Read(() => inner.FindAsync(name, cancellationToken));

        public IAsyncEnumerable<BlobFacts> ListAsync(string prefix, CancellationToken cancellationToken) =>
            process.Read(() => inner.ListAsync(prefix, cancellationToken));

        public Task<BlobPage> PageAsync(string? continuation, CancellationToken cancellationToken) =>
            process.Read(() => inner.PageAsync(continuation, cancellationToken));

        public Task<BlobContent?> DownloadAsync(string name, CancellationToken cancellationToken) =>
            process.Read(() => inner.DownloadAsync(name, cancellationToken));

        public Task<Stream?> OpenAsync(string name, BlobPieces pieces, CancellationToken cancellationToken) =>
            process.Read(() => inner.OpenAsync(name, pieces, cancellationToken));

        public async Task<bool> WriteAsync(string name, BlobWriting options, Func<Stream, Task> write, CancellationToken cancellationToken)
        {
            using var content = new MemoryStream();
            await write(content);
            return await process.WriteAsync(() =>
                inner.WriteAsync(name, options, blob => blob.WriteAsync(content.ToArray(), cancellationToken).AsTask(), cancellationToken));
        }

        public Task AppendAsync(
            string name, int block, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.AppendAsync(name, block, content, contentType, cancellationToken));

        public Task SetMetadataAsync(string name, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.SetMetadataAsync(name, metadata, cancellationToken));

        public Task<bool> DeleteAsync(string name, string? version, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.DeleteAsync(name, version, cancellationToken));

        public Task<Uri> UploadUrlAsync(string name, DateTimeOffset until, CancellationToken cancellationToken) =>
            process.Read(() => inner.UploadUrlAsync(name, until, cancellationToken));
    }
}
