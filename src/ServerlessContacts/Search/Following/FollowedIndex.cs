using Microsoft.Extensions.Logging;
using ServerlessContacts.Search.Index;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Search;

/// <summary>
/// Keeps one index by following the logs of its partitions. What this instance has told anybody to be written is in the next answer; all
/// else is there after at most the age that the caller allows. Readers take no lock and wait for nobody while the index is fresh enough:
/// when half of that age is over, one of them has the logs read beside the answers.
/// </summary>
internal sealed partial class FollowedIndex(Journal journal, IndexSource source, TimeProvider time, ILogger logger)
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private LiveIndex? live;
    private Task merging = Task.CompletedTask;
    private volatile Read? last;
    private int isLookedAfter;

    public ValueTask<IndexMoment> GetAsync(IReadOnlyList<Partition> partitions, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        // Settled now: a look that another begins while this waits is new enough.
        var (now, age) = (time.GetTimestamp(), (long)(maxAge.TotalSeconds * time.TimestampFrequency));
        if (Fresh(partitions, now - age) is not { } fresh)
        {
            return new ValueTask<IndexMoment>(ReadMomentAsync(partitions, now - age, cancellationToken));
        }

        if (fresh.At < now - (age / 2))
        {
            LookBeside(partitions, now);
        }

        return ValueTask.FromResult(fresh.Moment);
    }

    private async Task<IndexMoment> ReadMomentAsync(
        IReadOnlyList<Partition> partitions, long oldest, CancellationToken cancellationToken) =>
        (await ReadAsync(partitions, oldest, cancellationToken)).Moment;

    /// <summary>
    /// For all who come; nobody waits for it. Whoever finds the index too old after it has failed looks again, and is told.
    /// </summary>
    private void LookBeside(IReadOnlyList<Partition> partitions, long oldest)
    {
        if (Interlocked.Exchange(ref isLookedAfter, 1) == 0)
        {
            _ = Task.Run(() => LookAsync(partitions, oldest), CancellationToken.None);
        }
    }

    private async Task LookAsync(IReadOnlyList<Partition> partitions, long oldest)
    {
        try
        {
            await ReadAsync(partitions, oldest, CancellationToken.None);
        }
        catch (Exception failed)
        {
            Log.LookFailed(logger, failed);
        }
        finally
        {
            Volatile.Write(ref isLookedAfter, 0);
        }
    }

    private Read? Fresh(IReadOnlyList<Partition> partitions, long oldest)
    {
        if (last is not { } read || read.At < oldest)
        {
            return null;
        }

        for (var i = 0; i < partitions.Count; i++)
        {
            if (!read.Moment.Positions.Places.TryGetValue(partitions[i].Place, out var sequence)
                || sequence < journal.ToldSequence(partitions[i]))
            {
                return null;
            }
        }

        return read;
    }

    private async Task<Read> ReadAsync(IReadOnlyList<Partition> partitions, long oldest, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(partitions, oldest) is { } fresh)
            {
                return fresh;
            }

            var at = time.GetTimestamp();
            var moment = await CatchUpAsync(last?.Moment ?? await LoadAsync(partitions, cancellationToken), partitions, cancellationToken);
            var read = new Read(moment, at);
            last = read;
            return read;
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<IndexMoment> LoadAsync(IReadOnlyList<Partition> partitions, CancellationToken cancellationToken)
    {
        var moment = await source.LoadAsync(partitions, cancellationToken);
        live = new LiveIndex(moment.Index);
        return moment;
    }

    private async Task<IndexMoment> CatchUpAsync(IndexMoment known, IReadOnlyList<Partition> partitions, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(known, partitions, cancellationToken);
        }
        catch (LogGapException)
        {
            // The logs no longer reach back to where this stands.
            last = null;
            live = null;
            return await FollowAsync(await source.LoadRowsAsync(partitions, cancellationToken), partitions, cancellationToken);
        }
    }

    private async Task<IndexMoment> FollowAsync(IndexMoment known, IReadOnlyList<Partition> partitions, CancellationToken cancellationToken)
    {
        live ??= new LiveIndex(known.Index);
        var logs = await Task.WhenAll(partitions.Select(partition => journal.ChangesAsync(partition, known.Positions[partition], cancellationToken).ToListAsync(cancellationToken).AsTask()));
        var changes = new RowChanges();
        var positions = known.Positions;
        foreach (var (partition, log) in partitions.Zip(logs))
        {
            log.ForEach(change => changes.Add(partition, change));
            positions = log.Count == 0 && positions.Places.ContainsKey(partition.Place) ? positions : positions.With(partition, log.Count == 0 ? 0 : log[^1].Sequence);
        }

        var moment = Apply(changes, known with { Positions = positions }, live);
        await source.NoteAsync(moment, logs.Sum(log => log.Count), cancellationToken);
        return moment;
    }

    private IndexMoment Apply(RowChanges changes, IndexMoment known, LiveIndex index)
    {
        var sections = changes.Apply(known.Sections);
        var version = changes.Over(index.Current, sections) is { Length: > 0 } written ? index.Apply(written) : index.Current;
        MergeBeside(index);
        return known with { Index = version, Sections = sections, Preferences = changes.Apply(known.Preferences) };
    }

    /// <summary>Nothing is lost if the process ends meanwhile: a merge only makes queries faster.</summary>
    private void MergeBeside(LiveIndex index)
    {
        if (merging.Exception is { } failed)
        {
            Log.MergeFailed(logger, failed);
        }

        if (merging.IsCompleted && index.WantsMerge)
        {
            merging = Task.Run(index.Merge, CancellationToken.None);
        }
    }

    private sealed record Read(IndexMoment Moment, long At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A search index could not be brought up to date beside the queries")]
        public static partial void LookFailed(ILogger logger, Exception failed);

        [LoggerMessage(Level = LogLevel.Error, Message = "Segments of a search index could not be merged; queries are slower until they are")]
        public static partial void MergeFailed(ILogger logger, Exception failed);
    }
}
