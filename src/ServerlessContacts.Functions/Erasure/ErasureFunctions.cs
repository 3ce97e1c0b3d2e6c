using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Erasure;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Erasure;

/// <summary>
/// <c>/api/erasures</c>: a person goes from everywhere. Requests only enqueue; the queue's messages do the work; a timer finds those that
/// have lost their message.
/// </summary>
public sealed class ErasureFunctions(RequestGate gate, Erasures erasures, ErasureRunner runner, ErasureSweep sweep, SnapshotStore snapshots)
{
    [Function("CreateErasure")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/erasures")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ErasuresManage, async context =>
            ErasureResponses.Accepted(context, await erasures.RequestAsync(await ErasureRequests.ReadAsync(context), context.Aborted)));

    [Function("ListErasures")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/erasures")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ErasuresManage, async context =>
            Page.Of(context, await erasures.AllAsync(context.Tenant, context.Aborted), ErasureResponses.View));

    [Function("GetErasure")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/erasures/{id}")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ErasuresManage, async context =>
            await erasures.FindAsync(context.Tenant, id, context.Aborted) is { } erasure
                ? Results.Json(ErasureResponses.View(erasure))
                : Problems.NotFound());

    [Function("RunErasure")]
    public async Task Run(
        [QueueTrigger(ErasureStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken)
    {
        if (await runner.RunAsync(ErasureMessage.Parse(message), cancellationToken) is { IsFinished: true } erasure
            && erasure.Record.Counts.ContainsKey(Traces.Snapshots))
        {
            await snapshots.Requests.AddAsync(erasure.Tenant, cancellationToken);
        }
    }

    [Function("SweepErasures")]
    public Task Sweep([TimerTrigger("45 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
