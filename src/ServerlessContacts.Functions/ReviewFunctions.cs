using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/connections/{id}/review</c>: what runs have left to the owner's decision.</summary>
public sealed class ReviewFunctions(Api api, Connections connections, Reviews reviews)
{
    [Function("ListReviews")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/connections/{id}/review")] HttpRequest request, string id) =>
        WithConnectionAsync(request, id, async (session, key) => ReviewAnswers.List(session, await reviews.AllAsync(key, session.Aborted).ToListAsync(session.Aborted)));

    [Function("DecideReview")]
    public Task<IResult> Decide([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections/{id}/review/{item}")] HttpRequest request, string id, string item) =>
        WithConnectionAsync(request, id, async (session, key) =>
        {
            var decision = await ReviewAnswers.DecisionAsync(session);
            return ReviewAnswers.Of(await reviews.DecideAsync(key, item, decision, (session.Caller.Actor, session.Edit.Rules), session.Aborted));
        });

    private Task<IResult> WithConnectionAsync(HttpRequest request, string id, Func<Session, ConnectionKey, Task<IResult>> serve) =>
        ConnectionRequests.WithConnectionAsync(api, connections, request, id, serve);
}
