using ServerlessContacts.Access;
using ServerlessContacts.Search.Index;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>The indexes of what a caller can see, and how new they are.</summary>
internal sealed class Seen(Sight sight, IndexMoment common, IndexMoment? own)
{
    private static readonly Viewer Anybody = new(BookSet.Of(Books.Organization), [], []);

    public IndexMoment Common => common;

    public Preferences Preferences => own?.Preferences ?? Preferences.None;

    public Viewer Viewer => own?.Preferences.Viewer ?? Anybody;

    public IndexVersion[] Indexes { get; } = own is null ? [common.Index] : [common.Index, own.Index];

    public Positions Version { get; } = own is null ? common.Positions : new Positions(common.Positions.Places.AddRange(own.Positions.Places));

    /// <summary>Only partitions in sight can be waited for.</summary>
    public bool Covers(Positions? demanded) =>
        demanded is null || sight.Partitions.All(partition => Version[partition] >= demanded[partition]);
}

/// <summary>Reads what is in sight, waiting within limits for a version that the caller demands.</summary>
internal sealed class SightReader(SearchIndexes indexes, TimeProvider time, SearchOptions options)
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

    private async ValueTask<Seen> ReadAsync(Sight sight, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var (common, own) = await indexes.GetAsync(sight, maxAge, cancellationToken);
        return new Seen(sight, common, own);
    }
}
