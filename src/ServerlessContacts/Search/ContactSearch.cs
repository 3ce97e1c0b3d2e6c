using ServerlessContacts.Access;
using ServerlessContacts.Search.Index;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>
/// Searches, lists and looks up what a caller can see, from indexes in memory that follow the log: an answer holds what this instance
/// wrote at once, and what others wrote after <see cref="SearchOptions.MaxAge"/>. Readers take no lock while an index is fresh. What is
/// not in sight is not looked at, so neither items nor totals tell of it.
/// </summary>
public sealed class ContactSearch(SearchIndexes indexes, TimeProvider time, SearchOptions options)
{
    private readonly ScopeReader reader = new(indexes, time, options);
    private readonly IndexSearch search = new();
    private readonly IndexListing listing = new();
    private readonly ShownContacts contacts = new();

    public async ValueTask<SearchResult<SearchAnswer>> SearchAsync(
        AccessScope scope, SearchQuery query, CancellationToken cancellationToken)
    {
        Demand(query.Limit, SearchQuery.MaxLimit, nameof(query.Limit));
        return SearchContinuation.TryRead(query, out var continuation)
            ? await AnswerAsync(scope, "search", query.AtLeast, seen => new SectionedSearch(query, continuation, search, contacts, seen)
                .Answer(), cancellationToken)
            : SearchResult<SearchAnswer>.Failed(SearchStatus.BadContinuation, Positions.None);
    }

    public async ValueTask<SearchResult<ListAnswer>> ListAsync(AccessScope scope, ListQuery query, CancellationToken cancellationToken)
    {
        Demand(query.PageSize, ListQuery.MaxPageSize, nameof(query.PageSize));
        return ListPosition.TryRead(query, out var after)
            ? await AnswerAsync(scope, "list", query.AtLeast, seen => new ContactList(query, after, listing, seen)
                .Answer(), cancellationToken)
            : SearchResult<ListAnswer>.Failed(SearchStatus.BadContinuation, Positions.None);
    }

    /// <summary>The contacts that the member calls and writes to, the most frequent first, whatever the query's order.</summary>
    public async ValueTask<SearchResult<ListAnswer>> ListFrequentAsync(
        AccessScope scope, ListQuery query, CancellationToken cancellationToken)
    {
        Demand(query.PageSize, ListQuery.MaxPageSize, nameof(query.PageSize));
        return FrequentContacts.TryReadStart(query, out var start)
            ? await AnswerAsync(scope, "frequent", query.AtLeast, seen => new FrequentContacts(query, start, listing, seen)
                .Answer(), cancellationToken)
            : SearchResult<ListAnswer>.Failed(SearchStatus.BadContinuation, Positions.None);
    }

    public ValueTask<SearchResult<LookupAnswer>> LookupAsync(AccessScope scope, LookupQuery query, CancellationToken cancellationToken) =>
        AnswerAsync(scope, "lookup", query.AtLeast, seen => new NumberLookup(query, search, contacts, seen).Answer(), cancellationToken);

    /// <summary>How far what is in sight was read: equal versions give equal answers to the same query.</summary>
    public async ValueTask<Positions> VersionAsync(AccessScope scope, Positions? atLeast, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(scope, atLeast, cancellationToken)).Version;

    private async ValueTask<SearchResult<TAnswer>> AnswerAsync<TAnswer>(
        AccessScope scope, string operation, Positions? atLeast, Func<Seen, TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var query = SearchTelemetry.Start(scope.Tenant, operation);
        var asked = time.GetTimestamp();
        var seen = await reader.ReadAsync(scope, atLeast, cancellationToken);
        if (!seen.Covers(atLeast))
        {
            return SearchResult<TAnswer>.Failed(SearchStatus.NotThereYet, seen.Version);
        }

        var start = time.GetTimestamp();
        var answered = SearchResult<TAnswer>.Answered(answer(seen), seen.Version);
        var took = time.GetElapsedTime(start);
        SearchTelemetry.Answered(operation, took, time.GetElapsedTime(asked));
        return answered with { Took = took };
    }

    private static void Demand(int size, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, most, name);
    }
}
