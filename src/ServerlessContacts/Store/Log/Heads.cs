using System.Collections.Concurrent;
using Azure;

namespace ServerlessContacts.Store.Log;

/// <summary>A partition's head as this instance last saw it; sequence 0 where nothing was ever written.</summary>
internal sealed record Head(long Sequence, ETag ETag);

/// <summary>
/// The heads this instance has seen. A guess that spares a read: a write made on a stale head is refused by its entity tag.
/// Beside them stands up to where somebody was told that it is written: readers of the log have to be as far.
/// </summary>
internal sealed class Heads
{
    /// <summary>Some 20 MB; a partition that falls out costs one read.</summary>
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<Partition, Head> known = new();
    private readonly ConcurrentDictionary<Partition, long> told = new();

    public Head? Find(Partition partition) => known.GetValueOrDefault(partition);

    public void Saw(Partition partition, Head head)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known.AddOrUpdate(partition, head, (_, old) => old.Sequence > head.Sequence ? old : head);
    }

    public long Told(Partition partition) => told.GetValueOrDefault(partition);

    public void Tell(Partition partition, long sequence)
    {
        if (told.Count >= Most)
        {
            told.Clear();
        }

        told.AddOrUpdate(partition, sequence, (_, old) => Math.Max(old, sequence));
    }

    public void Forget(Partition partition, Head head) => known.TryRemove(KeyValuePair.Create(partition, head));
}
