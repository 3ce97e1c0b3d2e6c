using ServerlessContacts.Backup;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Erasure;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Import.Running;

/// <summary>A process that ends at its n-th write, to the table or to a blob: that one may take effect, nothing after it does.</summary>
public sealed class DyingProcess(int writes, bool takesEffect)
{
    private int count;

    private bool IsDead => Volatile.Read(ref count) >= writes;

    public ITable Over(ITable inner) => new DyingTable(this, inner);

    public IErasureFiles Over(IErasureFiles inner) => new DyingErasureFiles(this, inner);

    public IImportFiles Over(IImportFiles inner) => new DyingFiles(this, inner);

    public IStoredFiles Over(IStoredFiles inner) => new DyingShelf(this, inner);

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

    private sealed class DyingErasureFiles(DyingProcess process, IErasureFiles inner) : IErasureFiles
    {
        public IAsyncEnumerable<string> NamesAsync(string container, string prefix, string after, CancellationToken cancellationToken) =>
            process.Read(() => inner.NamesAsync(container, prefix, after, cancellationToken));

        public Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellationToken) =>
            process.Read(() => inner.OpenAsync(container, name, cancellationToken));

        public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.DeleteAsync(container, name, cancellationToken));
    }

    private sealed class DyingTable(DyingProcess process, ITable inner) : ITable
    {
        public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
            process.Read(() => inner.FindAsync(partitionKey, rowKey, cancellationToken));

        public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken) =>
            process.Read(() => inner.RangeAsync(partitionKey, from, to, cancellationToken));

        public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.SubmitAsync(partitionKey, rows, cancellationToken));
    }

    private sealed class DyingFiles(DyingProcess process, IImportFiles inner) : IImportFiles
    {
        public Task<BlobFacts?> FindAsync(string container, string path, CancellationToken cancellationToken) => process.Read(() => inner.FindAsync(container, path, cancellationToken));

        public Task<Stream> OpenAsync(SourceBlob blob, CancellationToken cancellationToken) => process.Read(() => inner.OpenAsync(blob, cancellationToken));

        public Task<BlobFacts> UploadAsync(string container, string path, Stream content, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.UploadAsync(container, path, content, cancellationToken));

        public Task<Uri> UploadUrlAsync(string container, string path, DateTimeOffset until, CancellationToken cancellationToken) =>
            process.Read(() => inner.UploadUrlAsync(container, path, until, cancellationToken));

        public Task MoveAsync(SourceBlob blob, string container, CancellationToken cancellationToken) => process.WriteAsync(() => inner.MoveAsync(blob, container, cancellationToken));

        public Task AppendReportAsync(string path, int block, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.AppendReportAsync(path, block, content, cancellationToken));

        public Task WriteReportAsync(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.WriteReportAsync(container, path, content, cancellationToken));

        public Task CopyReportAsync(string from, string to, CancellationToken cancellationToken) => process.WriteAsync(() => inner.CopyReportAsync(from, to, cancellationToken));

        public Task DeleteReportAsync(string path, CancellationToken cancellationToken) => process.WriteAsync(() => inner.DeleteReportAsync(path, cancellationToken));

        public Task DeleteSentAsync(string path, CancellationToken cancellationToken) => process.WriteAsync(() => inner.DeleteSentAsync(path, cancellationToken));

        public Task DeleteQuarantinedAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.DeleteQuarantinedAsync(before, most, cancellationToken));

        public Task SavePhotoAsync(TenantId tenant, VCardPhoto photo, CancellationToken cancellationToken) =>
            process.WriteAsync(() => inner.SavePhotoAsync(tenant, photo, cancellationToken));

        public Task<Stream?> OpenReportAsync(string path, CancellationToken cancellationToken) => process.Read(() => inner.OpenReportAsync(path, cancellationToken));

        public Task<DroppedPage> DroppedSinceAsync(DateTimeOffset since, string? continuation, CancellationToken cancellationToken) =>
            process.Read(() => inner.DroppedSinceAsync(since, continuation, cancellationToken));
    }

    private sealed class DyingShelf(DyingProcess process, IStoredFiles inner) : IStoredFiles
    {
        public IAsyncEnumerable<StoredFile> ListAsync(string prefix, CancellationToken cancellationToken) => process.Read(() => inner.ListAsync(prefix, cancellationToken));

        public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) => process.Read(() => inner.OpenAsync(name, cancellationToken));

        public async Task WriteAsync(string name, string? contentType, Func<Stream, Task> write, CancellationToken cancellationToken)
        {
            using var content = new MemoryStream();
            await write(content);
            await process.WriteAsync(() => inner.WriteAsync(name, contentType, file => file.WriteAsync(content.ToArray(), cancellationToken).AsTask(), cancellationToken));
        }

        public Task MarkGoneAsync(string name, DateTimeOffset gone, CancellationToken cancellationToken) => process.WriteAsync(() => inner.MarkGoneAsync(name, gone, cancellationToken));

        public Task DeleteAsync(string name, CancellationToken cancellationToken) => process.WriteAsync(() => inner.DeleteAsync(name, cancellationToken));
    }
}
