using System.Runtime.CompilerServices;
using ServerlessContacts.Backup;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Backup;

/// <summary>A container in memory. A file is there once it is written.</summary>
public sealed class MemoryShelf(TimeProvider time) : IStoredFiles
{
    private readonly Dictionary<string, (StoredFile File, byte[] Bytes)> files = new(StringComparer.Ordinal);

    public int Written { get; private set; }

    /// <summary>An empty one for each container that backups store.</summary>
    public static IReadOnlyDictionary<string, MemoryShelf> OfContainers(TimeProvider time) =>
        new BackupSources(Rooms.Over(new MemoryTable(), time, room: null), _ => throw new InvalidOperationException("Only the names are asked for.")).Containers
            .ToDictionary(name => name, _ => new MemoryShelf(time), StringComparer.Ordinal);

    public IReadOnlyList<string> Names => [.. files.Keys.Order(StringComparer.Ordinal)];

    public void Put(string name, byte[] bytes, string? contentType = null)
    {
        Written++;
        files[name] = (new StoredFile(name, bytes.Length, contentType, time.GetUtcNow(), null), bytes);
    }

    public byte[] Bytes(string name) => files[name].Bytes;

    public StoredFile? Find(string name) => files.TryGetValue(name, out var found) ? found.File : null;

    public async IAsyncEnumerable<StoredFile> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            await Task.Yield();
            if (files.TryGetValue(name, out var found))
            {
                yield return found.File;
            }
        }
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(files.TryGetValue(name, out var found) ? new MemoryStream(found.Bytes, writable: false) : null);

    public async Task WriteAsync(string name, string? contentType, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await write(content);
        Put(name, content.ToArray(), contentType);
    }

    public Task MarkGoneAsync(string name, DateTimeOffset gone, CancellationToken cancellationToken)
    {
        files[name] = (files[name].File with { Gone = gone, Modified = time.GetUtcNow() }, files[name].Bytes);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        files.Remove(name);
        return Task.CompletedTask;
    }
}
