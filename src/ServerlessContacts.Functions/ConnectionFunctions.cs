using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/connections</c>: a member's accounts at providers; and the page that a provider's sign-in comes back to.</summary>
public sealed class ConnectionFunctions(Api api, Connections connections, TimeProvider time)
{
    private DateTimeOffset Now => time.GetUtcNow();

    [Function("CreateConnection")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections")] HttpRequest request) =>
        RunAsync(request, async session =>
        {
            var owner = ConnectionRequests.SelfOnly(session);
            var result = await connections.CreateAsync(session.Tenant, owner, await ConnectionRequests.NewAsync(session), session.Aborted);
            return ConnectionAnswers.Of(session, Now, result, StatusCodes.Status201Created);
        });

    [Function("ListConnections")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/connections")] HttpRequest request) =>
        RunAsync(request, async session =>
            ConnectionAnswers.List(session, Now, await connections.AllAsync(session.Tenant, ConnectionRequests.Owner(session), session.Aborted)));

    [Function("GetConnection")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/connections/{id}")] HttpRequest request, string id) =>
        RunAsync(request, async session =>
            await connections.FindAsync(KeyOf(session, id), session.Aborted) is { } found ? ConnectionAnswers.Whole(session, Now, found) : Problems.NotFound());

    [Function("PatchConnection")]
    public Task<IResult> Patch([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/connections/{id}")] HttpRequest request, string id) =>
        RunAsync(request, async session =>
        {
            var version = Conditions.DemandMatch(request);
            var (patch, path) = await ConnectionRequests.PatchAsync(session);
            return ConnectionAnswers.Of(session, Now, await connections.PatchAsync(KeyOf(session, id), patch, path, version, session.Caller.Actor, session.Aborted));
        });

    [Function("DeleteConnection")]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/connections/{id}")] HttpRequest request, string id) =>
        RunAsync(request, async session =>
        {
            var version = Conditions.DemandMatch(request);
            var contacts = session.Query.Choice<RemainingContacts>("contacts") ?? RemainingContacts.Keep;
            return ConnectionAnswers.Of(session, Now, await connections.DeleteAsync(KeyOf(session, id), contacts, version, session.Caller.Actor, session.Aborted));
        });

    [Function("AuthorizeConnection")]
    public Task<IResult> Authorize([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections/{id}/authorize")] HttpRequest request, string id) =>
        RunAsync(request, async session =>
        {
            var key = ConnectionRequests.Key(session, ConnectionRequests.SelfOnly(session), id);
            return ConnectionAnswers.Of(session, Now, await ConnectionRequests.AnswerAsync(session) is { } answer
                ? await connections.AuthorizeAsync(key, answer, session.Caller.Actor, session.Aborted)
                : await connections.BeginAsync(key, session.Caller.Actor, session.Aborted));
        });

    [Function("GetSignInPage")]
    public IResult SignIn([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/oauth/callback")] HttpRequest request) => Pages.SignIn.Answer(request);

    private Task<IResult> RunAsync(HttpRequest request, Func<Session, Task<IResult>> serve) =>
        api.RunAsync(request, Permission.ConnectionsManage, serve, owners: Permission.ConnectionsAdmin);

    private static ConnectionKey KeyOf(Session session, string id) => ConnectionRequests.Key(session, ConnectionRequests.Owner(session), id);
}
