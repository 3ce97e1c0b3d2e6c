using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Feed;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Search;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/search</c>, <c>/api/lookup</c>, <c>/api/changes</c> and the lists of <c>/api/contacts</c>.</summary>
public sealed class SearchFunctions(Api api, ContactSearch search, ChangeFeed feed, Favorites favorites, DeletedContacts deleted)
{
    [Function("Search")]
    public Task<IResult> Search([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "search")] HttpRequest request) =>
        api.RunAsync(request, Permission.Search, async session =>
            SearchAnswers.Of(session, await search.SearchAsync(session.Sight, SearchRequests.Search(session), session.Aborted)));

    [Function("Lookup")]
    public Task<IResult> Lookup([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "lookup")] HttpRequest request) =>
        api.RunAsync(request, Permission.Lookup, async session =>
            SearchAnswers.Of(session, await search.LookupAsync(session.Sight, SearchRequests.Lookup(session), session.Aborted)));

    [Function("ListChanges")]
    public Task<IResult> Changes([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "changes")] HttpRequest request) =>
        api.RunAsync(request, Permission.ChangesRead, async session =>
            FeedAnswers.Of(session, await feed.ReadAsync(session.Sight, session.Query.Text("since"), FeedAnswers.Limit(session), session.Aborted)));

    [Function("ListContacts")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "contacts")] HttpRequest request) =>
        api.RunAsync(request, Permission.ContactsRead, ListAsync);

    private async Task<IResult> ListAsync(Session session)
    {
        var view = session.Query.Choice<ListView>("view") ?? ListView.All;
        if (view == ListView.Deleted)
        {
            var (after, pageSize) = SearchRequests.Deleted(session);
            return SearchAnswers.Of(session, await deleted.PageAsync(session.Edit, after, pageSize, session.Aborted));
        }

        var query = SearchRequests.List(session);
        if (view == ListView.Favorites)
        {
            query = query with { Only = session.Caller.Member is { } member ? await favorites.AllAsync(session.Tenant, member, session.Aborted) : FrozenSet<ContactId>.Empty };
        }

        return SearchAnswers.Of(session, await search.ListAsync(session.Sight, query, session.Aborted));
    }
}
