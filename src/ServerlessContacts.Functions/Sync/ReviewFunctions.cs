using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Functions.Sync;

/// <summary><c>/api/connections/{id}/review</c>: what runs have left to the owner's decision.</summary>
public sealed class ReviewFunctions(RequestGate gate, Connections connections, Reviews reviews)
{
    [Function("ListReviews")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/connections/{id}/review")] HttpRequest request, string id) =>
        WithConnectionAsync(request, id, async (context, key) => ReviewResponses.List(context, await reviews.AllAsync(key, context.Aborted)
            .ToListAsync(context.Aborted)));

    [Function("DecideReview")]
    public Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections/{id}/review/{item}")] HttpRequest request, string id,
        string item) =>
        WithConnectionAsync(request, id, async (context, key) =>
        {
            var decision = await ReviewResponses.DecisionAsync(context);
            return ReviewResponses.Of(
                await reviews.DecideAsync(key, item, decision, (context.Caller.Actor, context.Edit.Rules), context.Aborted));
        });

    private Task<IResult> WithConnectionAsync(HttpRequest request, string id, Func<RequestContext, ConnectionKey, Task<IResult>> serve) =>
        ConnectionRequests.WithConnectionAsync(gate, connections, request, id, serve);
}
