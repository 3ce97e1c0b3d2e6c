using System.Collections.Concurrent;
using Azure;

namespace ServerlessContacts.LocalHost.Blobs;

/// <summary>What this process knows of the blobs of one container, so that a scan asks the storage only about new ones.</summary>
internal sealed class SeenBlobs
{
    private readonly ConcurrentDictionary<string, Seen> blobs = new(StringComparer.Ordinal);

    /// <summary>A blob is not run twice at the same time: a version written meanwhile waits for the run of the former one.</summary>
    public bool IsDue(string name, ETag etag, DateTimeOffset now) => !blobs.TryGetValue(name, out var seen) || seen.Phase switch
    {
        Phase.Running => false,
        Phase.Failed => now >= seen.Due || seen.ETag != etag,
        _ => seen.ETag != etag,
    };

    public void Run(string name, ETag etag) => blobs[name] = new Seen(etag, Phase.Running, default);

    public void Finish(string name, ETag etag) => blobs[name] = new Seen(etag, Phase.Done, default);

    public void Fail(string name, ETag etag, DateTimeOffset due) => blobs[name] = new Seen(etag, Phase.Failed, due);

    /// <summary>Forgets blobs that are no longer there; else memory would grow with every blob that ever was.</summary>
    public void Keep(IReadOnlySet<string> present)
    {
        foreach (var (name, seen) in blobs.Where(blob => blob.Value.Phase != Phase.Running && !present.Contains(blob.Key)))
        {
            blobs.TryRemove(new KeyValuePair<string, Seen>(name, seen));
        }
    }

    private enum Phase
    {
        Running,
        Failed,
        Done,
    }

    private readonly record struct Seen(ETag ETag, Phase Phase, DateTimeOffset Due);
}
