using System.Collections.Concurrent;
using Azure;

namespace ServerlessContacts.Store.Log;

/// <summary>A partition's head as this instance last saw it; sequence 0 where nothing was ever written.</summary>
internal sealed record Head(long Sequence, ETag ETag);

/// <summary>
/// The heads this instance has seen. A guess that spares a read: a write made on a stale head is refused by its entity tag.
/// Readers of the log use it to learn at once of what this instance wrote.
/// </summary>
internal sealed class Heads
{
    /// <summary>Some 20 MB; a partition that falls out costs one read.</summary>
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<Partition, Head> known = new();

    public Head? Find(Partition partition) => known.GetValueOrDefault(partition);

    public void Saw(Partition partition, Head head)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known.AddOrUpdate(partition, head, (_, old) => old.Sequence > head.Sequence ? old : head);
    }

    public void Forget(Partition partition, Head head) => known.TryRemove(KeyValuePair.Create(partition, head));
}
