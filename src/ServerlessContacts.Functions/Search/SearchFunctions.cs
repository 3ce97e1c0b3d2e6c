using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Feed;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Search;

/// <summary>
/// <c>/api/search</c>, <c>/api/lookup</c>, <c>/api/changes</c> and the lists of <c>/api/contacts</c>; and the snapshots from which
/// searches begin.
/// </summary>
public sealed class SearchFunctions(
    RequestGate gate, ContactSearch search, SnapshotBuilder snapshots, ChangeFeed feed, Favorites favorites, DeletedContacts deleted)
{
    [Function("QueueSnapshots")]
    public Task QueueSnapshots([TimerTrigger("50 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        snapshots.SweepAsync(cancellationToken);

    [Function("BuildSnapshot")]
    public Task BuildSnapshot(
        [QueueTrigger(SearchStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken) =>
        snapshots.BuildAsync(message, cancellationToken);

    [Function("Search")]
    public Task<IResult> Search([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/search")] HttpRequest request) =>
        gate.RunAsync(request, Permission.Search, context => AnswerAsync(context, async () =>
            SearchResponses.Of(context, await search.SearchAsync(context.Scope, SearchRequests.Search(context), context.Aborted))));

    [Function("Lookup")]
    public Task<IResult> Lookup([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/lookup")] HttpRequest request) =>
        gate.RunAsync(request, Permission.Lookup, context => AnswerAsync(context, async () =>
            SearchResponses.Of(context, await search.LookupAsync(context.Scope, SearchRequests.Lookup(context), context.Aborted))));

    [Function("ListChanges")]
    public Task<IResult> Changes([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/changes")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ChangesRead, async context =>
            FeedResponses.Of(
                context, await feed.ReadAsync(context.Scope, context.Query.Text("since"), FeedResponses.Limit(context), context.Aborted)));

    [Function("ListContacts")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/contacts")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ContactsRead, ListAsync);

    private Task<IResult> ListAsync(RequestContext context) => (context.Query.Choice<ListView>("view") ?? ListView.All) switch
    {
        ListView.Deleted => ListDeletedAsync(context),
        ListView.Favorites => ListFavoritesAsync(context),
        ListView.Frequent => ListFrequentAsync(context),
        _ => ListAsync(context, SearchRequests.List(context)),
    };

    private async Task<IResult> ListAsync(RequestContext context, ListQuery query) =>
        SearchResponses.Of(context, await search.ListAsync(context.Scope, query, context.Aborted));

    private async Task<IResult> ListFrequentAsync(RequestContext context) =>
        SearchResponses.Of(context, await search.ListFrequentAsync(context.Scope, SearchRequests.List(context), context.Aborted));

    private async Task<IResult> ListDeletedAsync(RequestContext context)
    {
        var (after, pageSize) = SearchRequests.Deleted(context);
        return SearchResponses.Of(context, await deleted.PageAsync(context.Edit, after, pageSize, context.Aborted));
    }

    private async Task<IResult> ListFavoritesAsync(RequestContext context)
    {
        var stars = context.Caller.Member is { } member
            ? await favorites.AllAsync(context.Tenant, member, context.Aborted)
            : FrozenSet<ContactId>.Empty;
        return await ListAsync(context, SearchRequests.List(context) with { Only = stars });
    }

    /// <summary>Answers 304 where the caller has the answer of this version.</summary>
    private async Task<IResult> AnswerAsync(RequestContext context, Func<Task<IResult>> answer) =>
        context.Request.Headers.IfNoneMatch.Count > 0
        && await search.VersionAsync(context.Scope, context.Query.Version("version"), context.Aborted) is var version
        && VersionTag.IsKnown(context, version)
            ? VersionTag.NotModified(context, version)
            : await answer();
}
