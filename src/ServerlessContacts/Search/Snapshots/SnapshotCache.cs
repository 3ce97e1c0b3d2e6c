using System.Collections.Concurrent;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Search;

/// <summary>
/// The snapshots that this instance keeps, each following its partition. Those used least recently go when all together are beyond the
/// budget; one that goes is whole for those who still read it, and is loaded again when somebody asks.
/// </summary>
internal sealed class SnapshotCache(Journal journal, TimeProvider time, long budget)
{
    /// <summary>What an empty partition takes, so that many of them have an end too.</summary>
    private const long FixedBytes = 2000;

    /// <summary>A tenth more than necessary goes, so that not every query has to look for more.</summary>
    private const long Slack = 10;

    private readonly ConcurrentDictionary<Partition, Kept> kept = new();
    private readonly SnapshotFold fold = new();
    private readonly Lock trimming = new();
    private long clock;
    private long total;

    /// <summary>The partitions that are kept now.</summary>
    public IReadOnlyCollection<Partition> Partitions => [.. kept.Keys];

    public async Task<IReadOnlyList<Followed<PartitionSnapshot>>> GetAsync(
        IEnumerable<Partition> partitions, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var now = Interlocked.Increment(ref clock);
        var followed = await Task.WhenAll(partitions.Select(partition => GetAsync(partition, now, maxAge, cancellationToken)));
        Trim(now);
        return followed;
    }

    private async Task<Followed<PartitionSnapshot>> GetAsync(Partition partition, long now, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var entry = kept.GetOrAdd(partition, static (key, cache) => cache.Keep(key), this);
        Volatile.Write(ref entry.LastUse, now);
        var followed = await entry.Follower.GetAsync(maxAge, cancellationToken);
        Count(entry, followed.State.Bytes + FixedBytes);
        return followed;
    }

    private void Count(Kept entry, long bytes) => Interlocked.Add(ref total, bytes - Interlocked.Exchange(ref entry.Bytes, bytes));

    private Kept Keep(Partition partition) => new(new Follower<PartitionSnapshot>(journal, partition, fold, time));

    /// <summary>Spares what was used since <paramref name="now"/>. Followers are dropped, not disposed, as somebody may be waiting for one.</summary>
    private void Trim(long now)
    {
        if (Volatile.Read(ref total) <= budget)
        {
            return;
        }

        lock (trimming)
        {
            var left = kept.Sum(entry => Volatile.Read(ref entry.Value.Bytes));
            var uses = kept.Select(entry => (At: Volatile.Read(ref entry.Value.LastUse), Entry: entry));
            foreach (var (_, entry) in uses.Where(use => use.At < now).OrderBy(use => use.At))
            {
                if (left > budget - (budget / Slack) && kept.TryRemove(entry))
                {
                    left -= Volatile.Read(ref entry.Value.Bytes);
                }
            }

            Volatile.Write(ref total, left);
        }
    }

    private sealed class Kept(Follower<PartitionSnapshot> follower)
    {
        public long LastUse;
        public long Bytes;

        public Follower<PartitionSnapshot> Follower => follower;
    }
}
