using System.Runtime.CompilerServices;
using ServerlessContacts.Erasure;

namespace ServerlessContacts.Tests.Erasure;

/// <summary>Blobs in memory.</summary>
public sealed class MemoryErasureFiles : IErasureFiles
{
    private readonly SortedDictionary<string, byte[]> blobs = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> All => blobs;

    public void Put(string path, byte[] content) => blobs[path] = content;

    public async IAsyncEnumerable<string> NamesAsync(string container, string prefix, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var path in blobs.Keys.Where(path => path.StartsWith($"{container}/{prefix}", StringComparison.Ordinal)).ToList())
        {
            var name = path[(container.Length + 1)..];
            if (string.CompareOrdinal(name, after) > 0)
            {
                yield return name;
            }
        }
    }

    public Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(blobs.TryGetValue($"{container}/{name}", out var content) ? new MemoryStream(content, writable: false) : null);

    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken) => Task.FromResult(blobs.Remove($"{container}/{name}"));
}
