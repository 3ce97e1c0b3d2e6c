using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Functions.Sync;

/// <summary><c>/api/connections/{id}/…</c>: the runs of a connection, asked for, looked at, and resumed.</summary>
public sealed class RunFunctions(RequestGate gate, Connections connections, RunRequests requests, RunStore runs, Resume resume)
{
    [Function("PreviewConnection")]
    public Task<IResult> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections/{id}/preview")] HttpRequest request, string id) =>
        AskAsync(request, id, RunKind.Preview);

    [Function("StartConnection")]
    public Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections/{id}/start")] HttpRequest request, string id) =>
        AskAsync(request, id, RunKind.Sync);

    [Function("RefreshConnection")]
    public Task<IResult> Refresh(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections/{id}/refresh")] HttpRequest request, string id) =>
        AskAsync(request, id, RunKind.Sync);

    [Function("ResumeConnection")]
    public Task<IResult> ResumePaused(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/connections/{id}/resume")] HttpRequest request, string id) =>
        WithConnectionAsync(request, id, async (context, key) =>
            RunResponses.Of(
                context,
                key,
                await resume.RunAsync(key, await RunRequest.DecisionAsync(context), RunRequest.Name(context), context.Aborted)));

    [Function("ListRuns")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/connections/{id}/runs")] HttpRequest request, string id) =>
        WithConnectionAsync(request, id, async (context, key) =>
            RunResponses.List(context, await runs.AllAsync(key, context.Aborted).Take(RunResponses.Most).ToListAsync(context.Aborted)));

    [Function("GetRun")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/connections/{id}/runs/{run}")] HttpRequest request, string id,
        string run) =>
        WithConnectionAsync(request, id, async (context, key) => await runs.FindAsync(key, run, context.Aborted) is { } record
            ? RunResponses.Whole(context, record, await runs.OutcomesAsync(key, run, context.Aborted).ToListAsync(context.Aborted))
            : Problems.NotFound());

    private Task<IResult> AskAsync(HttpRequest request, string id, RunKind kind) =>
        WithConnectionAsync(request, id, async (context, key) =>
            RunResponses.Of(context, key, await requests.AskAsync(key, kind, RunRequest.Name(context), context.Aborted)));

    private Task<IResult> WithConnectionAsync(HttpRequest request, string id, Func<RequestContext, ConnectionKey, Task<IResult>> serve) =>
        ConnectionRequests.WithConnectionAsync(gate, connections, request, id, serve);
}
