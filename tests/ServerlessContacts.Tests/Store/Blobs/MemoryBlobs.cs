using System.Collections.Concurrent;
using System.Text;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Tests.Store.Blobs;

/// <summary>An account in memory, with versions, blocks, pages and blobs that change while they are read.</summary>
public sealed class MemoryBlobs(TimeProvider time) : IBlobStore
{
    private readonly ConcurrentDictionary<string, MemoryContainer> containers = new(StringComparer.Ordinal);
    private int version;

    /// <summary>After so many bytes of a blob the next read finds another version.</summary>
    public long? ChangesAfter { get; set; }

    /// <summary>Blobs on a page of a listing.</summary>
    public int PageSize { get; set; } = 5000;

    /// <summary>Pages that were asked for.</summary>
    public int Pages { get; internal set; }

    /// <summary>Every blob by its container and name.</summary>
    public IReadOnlyDictionary<string, byte[]> All => new SortedDictionary<string, byte[]>(
        containers.SelectMany(
            container => container.Value.Names.Select(name => KeyValuePair.Create($"{container.Key}/{name}", container.Value.Bytes(name)!)))
            .ToDictionary(StringComparer.Ordinal),
        StringComparer.Ordinal);

    public IEnumerable<string> Paths => All.Keys;

    internal TimeProvider Time => time;

    internal string NextVersion => FormattableString.Invariant($"0x{Interlocked.Increment(ref version):X}");

    public MemoryContainer Container(string name) => containers.GetOrAdd(name, new MemoryContainer(this, name));

    IBlobContainer IBlobStore.Container(string name) => Container(name);

    /// <param name="path">The container and the name.</param>
    /// <param name="content">All of it.</param>
    public void Put(string path, byte[] content) => Put(path.Split('/')[0], path[(path.IndexOf('/') + 1)..], content);

    public void Put(string container, string path, byte[] content, params (string Name, string Value)[] metadata) =>
        Container(container).Put(path, content, null, metadata);

    public byte[]? Bytes(string container, string path) => Container(container).Bytes(path);

    public string? Text(string container, string path) => Bytes(container, path) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
