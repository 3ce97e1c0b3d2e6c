using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Backup;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Sync.SignIn.Vault;

namespace ServerlessContacts.Functions.Service;

/// <summary>
/// What anybody may ask: whether the service answers and is ready, and what it can be asked. The timer looks after messages that nothing
/// could handle.
/// </summary>
public sealed class SystemFunctions(StorageHealth storage, BackupAccount backups, KeyRingHealth keys, PoisonQueues poison)
{
    /// <summary>
    /// What runs here. The route is one that only <c>/</c> matches: the Functions host sends that path to no empty route.
    /// </summary>
    [Function("GetHome")]
    public IResult Home([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        Pages.Home.Answer(request);

    /// <summary>The process answers. Storage is not asked.</summary>
    [Function("GetHealth")]
    public IResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) =>
        Results.Json(new { status = "ok" });

    /// <summary>Storage can be reached.</summary>
    [Function("GetReadiness")]
    public Task<IResult> Readiness([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request) =>
        RequestGate.RunOpenAsync(request, async () => ReadinessResponses.Of(await storage.ReadAsync()
            .WaitAsync(request.HttpContext.RequestAborted), backups, keys.Status));

    [Function("CountPoison")]
    public Task CountPoison([TimerTrigger("15 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        poison.CountAsync(cancellationToken);

    [Function("GetOpenApi")]
    public IResult OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.yaml")] HttpRequest request) =>
        Results.Bytes(OpenApiDocument.Bytes, OpenApiDocument.MediaType, entityTag: OpenApiDocument.Tag);

    [Function("HeadHome")]
    public IResult HeadHome([HttpTrigger(AuthorizationLevel.Anonymous, "head", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        Home(request);

    [Function("HeadHealth")]
    public IResult HeadHealth([HttpTrigger(AuthorizationLevel.Anonymous, "head", Route = "api/health")] HttpRequest request) =>
        Health(request);

    [Function("HeadReadiness")]
    public Task<IResult> HeadReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "head", Route = "api/health/ready")] HttpRequest request) =>
        Readiness(request);

    [Function("HeadOpenApi")]
    public IResult HeadOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "head", Route = "api/openapi.yaml")] HttpRequest request) =>
        OpenApi(request);
}
