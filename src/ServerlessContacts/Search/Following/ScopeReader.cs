using ServerlessContacts.Access;
using ServerlessContacts.Search.Index;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>The indexes of what a caller can see, and how new they are.</summary>
internal sealed class Seen(AccessScope scope, IndexMoment common, IndexMoment? own)
{
    private static readonly Viewer Anybody = new(BookSet.Of(Books.Organization), [], []);

    public IndexMoment Common => common;

    public Preferences Preferences => own?.Preferences ?? Preferences.None;

    public Viewer Viewer => own?.Preferences.Viewer ?? Anybody;

    public IndexVersion[] Indexes { get; } = own is null ? [common.Index] : [common.Index, own.Index];

    public Positions Version { get; } = own is null
        ? common.Positions
        : new Positions(common.Positions.Places.AddRange(own.Positions.Places));

    /// <summary>Only partitions in sight can be waited for.</summary>
    public bool Covers(Positions? demanded) =>
        demanded is null || scope.Partitions.All(partition => Version[partition] >= demanded[partition]);
}

/// <summary>Reads what is in scope, waiting within limits for a version that the caller demands.</summary>
internal sealed class ScopeReader(SearchIndexes indexes, TimeProvider time, SearchOptions options)
{
    /// <summary>Less than any time that passed, so that storage is asked.</summary>
    private static readonly TimeSpan Now = TimeSpan.FromTicks(-1);

    public async ValueTask<Seen> ReadAsync(AccessScope scope, Positions? atLeast, CancellationToken cancellationToken)
    {
        var seen = await ReadAsync(scope, options.MaxAge, cancellationToken);
        return seen.Covers(atLeast) ? seen : await WaitAsync(scope, seen, atLeast, cancellationToken);
    }

    /// <summary>
    /// Looks again and again until the version is there or the time is up, however many wait: a look that another began after one's own
    /// last one ended is as good as a new one, and nobody waits longer for a look than the time that is left.
    /// </summary>
    private async Task<Seen> WaitAsync(AccessScope scope, Seen seen, Positions? atLeast, CancellationToken cancellationToken)
    {
        var (start, age) = (time.GetTimestamp(), Now);
        while (!seen.Covers(atLeast) && options.MaxWait - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            seen = await InTimeAsync(ReadAsync(scope, age, cancellationToken), left, cancellationToken) ?? seen;
            var looked = time.GetTimestamp();
            if (!seen.Covers(atLeast))
            {
                await Task.Delay(options.WaitStep, time, cancellationToken);
                age = time.GetElapsedTime(looked) + Now;
            }
        }

        return seen;
    }

    /// <summary>Null where the answer takes longer, by the machine's own clock; the look goes on for the others.</summary>
    private static async Task<Seen?> InTimeAsync(ValueTask<Seen> reading, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.AsTask().WaitAsync(left, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async ValueTask<Seen> ReadAsync(AccessScope scope, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var (common, own) = await indexes.GetAsync(scope, maxAge, cancellationToken);
        return new Seen(scope, common, own);
    }
}
