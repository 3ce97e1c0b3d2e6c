using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Functions.Sync;

/// <summary><c>/api/connections</c>: a member's accounts at providers; and the page that a provider's sign-in comes back to.</summary>
public sealed class ConnectionFunctions(RequestGate gate, Connections connections, TimeProvider time)
{
    private DateTimeOffset Now => time.GetUtcNow();

    [Function("CreateConnection")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections")] HttpRequest request) =>
        RunAsync(request, async context =>
        {
            var owner = ConnectionRequests.SelfOnly(context);
            var result = await connections.CreateAsync(context.Tenant, owner, await ConnectionRequests.NewAsync(context), context.Aborted);
            return ConnectionResponses.Of(context, Now, result, StatusCodes.Status201Created);
        });

    [Function("ListConnections")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/connections")] HttpRequest request) =>
        RunAsync(request, async context =>
            ConnectionResponses.List(
                context, Now, await connections.AllAsync(context.Tenant, ConnectionRequests.Owner(context), context.Aborted)));

    [Function("GetConnection")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/connections/{id}")] HttpRequest request, string id) =>
        RunAsync(request, async context =>
            await connections.FindAsync(KeyOf(context, id), context.Aborted) is { } found
                ? ConnectionResponses.Whole(context, Now, found)
                : Problems.NotFound());

    [Function("PatchConnection")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/connections/{id}")] HttpRequest request, string id) =>
        RunAsync(request, async context =>
        {
            var version = Preconditions.DemandMatch(request);
            var (patch, path) = await ConnectionRequests.PatchAsync(context);
            return ConnectionResponses.Of(context, Now, await connections.PatchAsync(
                KeyOf(context, id), patch, path, version, context.Caller.Actor, context.Aborted));
        });

    [Function("DeleteConnection")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/connections/{id}")] HttpRequest request, string id) =>
        RunAsync(request, async context =>
        {
            var version = Preconditions.DemandMatch(request);
            var contacts = context.Query.Choice<RemainingContacts>("contacts") ?? RemainingContacts.Keep;
            return ConnectionResponses.Of(
                context, Now, await connections.DeleteAsync(KeyOf(context, id), contacts, version, context.Caller.Actor, context.Aborted));
        });

    [Function("AuthorizeConnection")]
    public Task<IResult> Authorize(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections/{id}/authorize")] HttpRequest request, string id) =>
        RunAsync(request, async context =>
        {
            var key = ConnectionRequests.Key(context, ConnectionRequests.SelfOnly(context), id);
            return ConnectionResponses.Of(context, Now, await ConnectionRequests.AnswerAsync(context) is { } answer
                ? await connections.AuthorizeAsync(key, answer, context.Caller.Actor, context.Aborted)
                : await connections.BeginAsync(key, context.Caller.Actor, context.Aborted));
        });

    [Function("GetSignInPage")]
    public IResult SignIn([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/oauth/callback")] HttpRequest request) =>
        Pages.SignIn.Answer(request);

    private Task<IResult> RunAsync(HttpRequest request, Func<RequestContext, Task<IResult>> serve) =>
        gate.RunAsync(request, Permission.ConnectionsManage, serve, owners: Permission.ConnectionsAdmin);

    private static ConnectionKey KeyOf(RequestContext context, string id) =>
        ConnectionRequests.Key(context, ConnectionRequests.Owner(context), id);
}
