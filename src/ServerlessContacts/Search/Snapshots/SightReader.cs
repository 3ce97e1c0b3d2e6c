using ServerlessContacts.Access;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>The snapshots of what a caller can see, and how new they are.</summary>
internal sealed record Seen(IReadOnlyList<PartitionSnapshot> Snapshots, Positions Version)
{
    /// <summary>Only partitions in sight can be waited for.</summary>
    public bool Covers(Positions? demanded) =>
        demanded is null || Snapshots.All(snapshot => Version[snapshot.Partition] >= demanded[snapshot.Partition]);
}

/// <summary>Reads what is in sight, waiting within limits for a version that the caller demands.</summary>
internal sealed class SightReader(SnapshotCache cache, TimeProvider time, SearchOptions options)
{
    /// <summary>Less than any time that passed, so that storage is asked.</summary>
    private static readonly TimeSpan Now = TimeSpan.FromTicks(-1);

    public async ValueTask<Seen> ReadAsync(Sight sight, Positions? atLeast, CancellationToken cancellationToken)
    {
        var seen = await ReadAsync(sight, options.MaxAge, cancellationToken);
        for (var start = time.GetTimestamp(); !seen.Covers(atLeast);)
        {
            seen = await ReadAsync(sight, Now, cancellationToken);
            if (seen.Covers(atLeast) || time.GetElapsedTime(start) >= options.MaxWait)
            {
                break;
            }

            await Task.Delay(options.WaitStep, time, cancellationToken);
        }

        return seen;
    }

    private async Task<Seen> ReadAsync(Sight sight, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        Partition[] partitions = [.. sight.Partitions];
        var followed = await cache.GetAsync(partitions, maxAge, cancellationToken);
        var version = partitions.Zip(followed).Aggregate(Positions.None, (version, read) => version.With(read.First, read.Second.Sequence));
        return new Seen([.. followed.Select(read => read.State)], version);
    }
}
