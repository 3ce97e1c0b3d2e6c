using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Erasure;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/erasures</c>: a person goes from everywhere. Requests only enqueue; the queue's messages do the work; a timer finds those that have lost their message.</summary>
public sealed class ErasureFunctions(Api api, Erasures erasures, ErasureRunner runner, ErasureSweep sweep, SnapshotStore snapshots)
{
    [Function("CreateErasure")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/erasures")] HttpRequest request) =>
        api.RunAsync(request, Permission.ErasuresManage, async session =>
            ErasureAnswers.Accepted(session, await erasures.RequestAsync(await ErasureRequests.ReadAsync(session), session.Aborted)));

    [Function("ListErasures")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/erasures")] HttpRequest request) =>
        api.RunAsync(request, Permission.ErasuresManage, async session =>
            Page.Of(session, await erasures.AllAsync(session.Tenant, session.Aborted), ErasureAnswers.View));

    [Function("GetErasure")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/erasures/{id}")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ErasuresManage, async session =>
            await erasures.FindAsync(session.Tenant, id, session.Aborted) is { } erasure ? Results.Json(ErasureAnswers.View(erasure)) : Problems.NotFound());

    [Function("RunErasure")]
    public async Task Run([QueueTrigger(ErasureStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken)
    {
        if (await runner.RunAsync(ErasureMessage.Parse(message), cancellationToken) is { IsFinished: true } erasure && erasure.Record.Counts.ContainsKey(Traces.Snapshots))
        {
            await snapshots.Requests.AddAsync(erasure.Tenant, cancellationToken);
        }
    }

    [Function("SweepErasures")]
    public Task Sweep([TimerTrigger("45 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) => sweep.RunAsync(cancellationToken);
}
