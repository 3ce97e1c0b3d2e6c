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

namespace ServerlessContacts.Functions;

/// <summary><c>/api/search</c>, <c>/api/lookup</c>, <c>/api/changes</c> and the lists of <c>/api/contacts</c>; and the snapshots from which searches begin.</summary>
public sealed class SearchFunctions(Api api, ContactSearch search, SnapshotBuilder snapshots, ChangeFeed feed, Favorites favorites, DeletedContacts deleted)
{
    [Function("QueueSnapshots")]
    public Task QueueSnapshots([TimerTrigger("50 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) => snapshots.SweepAsync(cancellationToken);

    [Function("BuildSnapshot")]
    public Task BuildSnapshot([QueueTrigger(SearchStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken) =>
        snapshots.BuildAsync(message, cancellationToken);

    [Function("Search")]
    public Task<IResult> Search([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/search")] HttpRequest request) =>
        api.RunAsync(request, Permission.Search, session => AnswerAsync(session, async () =>
            SearchAnswers.Of(session, await search.SearchAsync(session.Scope, SearchRequests.Search(session), session.Aborted))));

    [Function("Lookup")]
    public Task<IResult> Lookup([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/lookup")] HttpRequest request) =>
        api.RunAsync(request, Permission.Lookup, session => AnswerAsync(session, async () =>
            SearchAnswers.Of(session, await search.LookupAsync(session.Scope, SearchRequests.Lookup(session), session.Aborted))));

    [Function("ListChanges")]
    public Task<IResult> Changes([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/changes")] HttpRequest request) =>
        api.RunAsync(request, Permission.ChangesRead, async session =>
            FeedAnswers.Of(session, await feed.ReadAsync(session.Scope, session.Query.Text("since"), FeedAnswers.Limit(session), session.Aborted)));

    [Function("ListContacts")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/contacts")] HttpRequest request) =>
        api.RunAsync(request, Permission.ContactsRead, ListAsync);

    private Task<IResult> ListAsync(Session session) => (session.Query.Choice<ListView>("view") ?? ListView.All) switch
    {
        ListView.Deleted => ListDeletedAsync(session),
        ListView.Favorites => ListFavoritesAsync(session),
        ListView.Frequent => ListFrequentAsync(session),
        _ => ListAsync(session, SearchRequests.List(session)),
    };

    private async Task<IResult> ListAsync(Session session, ListQuery query) => SearchAnswers.Of(session, await search.ListAsync(session.Scope, query, session.Aborted));

    private async Task<IResult> ListFrequentAsync(Session session) =>
        SearchAnswers.Of(session, await search.ListFrequentAsync(session.Scope, SearchRequests.List(session), session.Aborted));

    private async Task<IResult> ListDeletedAsync(Session session)
    {
        var (after, pageSize) = SearchRequests.Deleted(session);
        return SearchAnswers.Of(session, await deleted.PageAsync(session.Edit, after, pageSize, session.Aborted));
    }

    private async Task<IResult> ListFavoritesAsync(Session session)
    {
        var stars = session.Caller.Member is { } member ? await favorites.AllAsync(session.Tenant, member, session.Aborted) : FrozenSet<ContactId>.Empty;
        return await ListAsync(session, SearchRequests.List(session) with { Only = stars });
    }

    /// <summary>Answers 304 where the caller has the answer of this version.</summary>
    private async Task<IResult> AnswerAsync(Session session, Func<Task<IResult>> answer) =>
        session.Request.Headers.IfNoneMatch.Count > 0
        && await search.VersionAsync(session.Scope, session.Query.Version("version"), session.Aborted) is var version
        && VersionTag.IsKnown(session, version)
            ? VersionTag.NotModified(session, version)
            : await answer();
}
