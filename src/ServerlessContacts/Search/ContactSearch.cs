using ServerlessContacts.Access;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Search;

/// <summary>
/// Searches, lists and looks up what a caller can see, from snapshots in memory that follow the log: an answer holds what this instance
/// wrote at once, and what others wrote after <see cref="SearchOptions.MaxAge"/>. Readers take no lock while a snapshot is fresh. What is
/// not in sight is not looked at, so neither items nor totals tell of it.
/// </summary>
public sealed class ContactSearch(Journal journal, TimeProvider time, SearchOptions options)
{
    private readonly SightReader reader = new(new SnapshotCache(journal, time, options.MemoryBudget), time, options);

    public async ValueTask<SearchResult<SearchAnswer>> SearchAsync(Sight sight, SearchQuery query, CancellationToken cancellationToken)
    {
        Demand(query.Limit, SearchQuery.MaxLimit, nameof(query.Limit));
        if (!SearchContinuation.TryRead(query, out var continuation))
        {
            return SearchResult<SearchAnswer>.Failed(SearchStatus.BadContinuation, Positions.None);
        }

        var search = new SectionedSearch(query, continuation);
        return await ScanAsync(sight, query.AtLeast, search.Scan, search.Answer, cancellationToken);
    }

    public async ValueTask<SearchResult<ListAnswer>> ListAsync(Sight sight, ListQuery query, CancellationToken cancellationToken)
    {
        Demand(query.PageSize, ListQuery.MaxPageSize, nameof(query.PageSize));
        if (!ListPosition.TryRead(query, out var after))
        {
            return SearchResult<ListAnswer>.Failed(SearchStatus.BadContinuation, Positions.None);
        }

        var list = new ContactList(query, after);
        return await ScanAsync(sight, query.AtLeast, list.Scan, list.Answer, cancellationToken);
    }

    public async ValueTask<SearchResult<LookupAnswer>> LookupAsync(Sight sight, LookupQuery query, CancellationToken cancellationToken)
    {
        var lookup = new NumberLookup(query);
        return await ScanAsync(sight, query.AtLeast, lookup.Scan, lookup.Answer, cancellationToken);
    }

    private async ValueTask<SearchResult<TAnswer>> ScanAsync<TAnswer>(
        Sight sight, Positions? atLeast, Action<PartitionSnapshot> scan, Func<Positions, TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var seen = await reader.ReadAsync(sight, atLeast, cancellationToken);
        if (!seen.Covers(atLeast))
        {
            return SearchResult<TAnswer>.Failed(SearchStatus.NotThereYet, seen.Version);
        }

        foreach (var snapshot in seen.Snapshots)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scan(snapshot);
        }

        return SearchResult<TAnswer>.Answered(answer(seen.Version), seen.Version);
    }

    private static void Demand(int size, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, most, name);
    }
}
