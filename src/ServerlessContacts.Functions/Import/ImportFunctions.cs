using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Import;

/// <summary>
/// Files of contacts. Blob triggers only register and enqueue; the queue's messages do the work within a time budget and go on in a next
/// message; a timer finds what events have lost. <c>/api/imports</c> takes files and tells what became of them.
/// </summary>
public sealed class ImportFunctions(RequestGate gate, Imports imports, ImportDecisions decisions, ImportRunner runner, ImportSweep sweep)
{
    private static readonly RoutePermission Decides = RoutePermission.AtLeast(Permission.ImportsRead, typeof(ImportRights));

    [Function("RegisterDroppedFile")]
    public Task RegisterDropped(
        [BlobTrigger(ImportStorage.Dropped + "/{name}", Connection = StorageClients.Setting,
            Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        CancellationToken cancellationToken) => imports.RegisterDroppedAsync(blob.Name, cancellationToken);

    [Function("RegisterUploadedFile")]
    public Task RegisterUploaded(
        [BlobTrigger(ImportStorage.Uploads + "/{name}", Connection = StorageClients.Setting,
            Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        CancellationToken cancellationToken) => imports.RegisterUploadedAsync(blob.Name, cancellationToken);

    [Function("RunImport")]
    public Task Run(
        [QueueTrigger(ImportStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken) =>
        runner.RunAsync(ImportMessage.Parse(message), cancellationToken);

    [Function("SweepImports")]
    public Task Sweep([TimerTrigger("30 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);

    [Function("CreateImport")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports")] HttpRequest request) =>
        gate.RunAsync(request, Decides, async context =>
        {
            var upload = ImportRequests.Upload(context);
            var (content, fileName) = await ImportRequests.FileAsync(context);
            return ImportResponses.Of(context, await imports.RegisterUploadAsync(
                upload with { FileName = fileName ?? upload.FileName }, content, context.Aborted));
        }, takesFile: true);

    [Function("CreateImportUpload")]
    public Task<IResult> CreateUpload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/uploads")] HttpRequest request) =>
        gate.RunAsync(request, Decides, async context =>
            ImportResponses.Of(
                context, await imports.PrepareUploadAsync(await ImportRequests.UploadWithBodyAsync(context), context.Aborted)));

    [Function("ListImports")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ImportsRead, async context =>
            ImportResponses.List(context, await imports.AllAsync(context.Tenant, context.Aborted)
                .Where(import => ImportRights.MaySee(context.Caller, import)).ToListAsync(context.Aborted)));

    [Function("GetImport")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ImportsRead, context => WithImportAsync(
            context, id, import => Task.FromResult(ImportResponses.Of(import))));

    [Function("GetRejectedRows")]
    public Task<IResult> GetRejected(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}/rejected.csv")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ImportsRead, context => WithImportAsync(context, id, async import =>
            await imports.OpenRejectedAsync(import, context.Aborted) is { } rows
                ? ImportResponses.Rejected(import, rows)
                : Problems.NotFound()));

    [Function("GetRejectedCards")]
    public Task<IResult> GetRejectedCards(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}/rejected.vcf")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ImportsRead, context => WithImportAsync(context, id, async import =>
            await imports.OpenRejectedCardsAsync(import, context.Aborted) is { } cards
                ? ImportResponses.RejectedCards(cards)
                : Problems.NotFound()));

    [Function("GetImportPlan")]
    public Task<IResult> GetPlan(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}/plan")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ImportsRead, context => WithImportAsync(context, id, async import =>
            ImportResponses.Plan(
                import, await imports.PlanAsync(import, ImportRequests.From(context), Page.Size(context), context.Aborted))));

    [Function("GetImportReport")]
    public Task<IResult> GetReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}/report")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ImportsRead, context => WithImportAsync(context, id, async import =>
            ImportResponses.Listed(await imports.ReportAsync(import, ImportRequests.From(context), Page.Size(context), context.Aborted))));

    [Function("ApplyImport")]
    public Task<IResult> Apply(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id}/apply")] HttpRequest request, string id) =>
        gate.RunAsync(request, Decides, async context =>
        {
            var encoding = await ImportRequests.EncodingAsync(context);
            return await DecideAsync(context, id, () => decisions.ApplyAsync(context.Tenant, id, encoding, context.Aborted));
        });

    [Function("UndoImport")]
    public Task<IResult> Undo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id}/undo")] HttpRequest request, string id) =>
        gate.RunAsync(request, Decides, context => DecideAsync(
            context, id, () => decisions.UndoAsync(context.Tenant, id, context.Caller.Actor, context.Aborted)));

    private Task<IResult> DecideAsync(RequestContext context, string id, Func<Task<ImportDecided>> decide) =>
        WithImportAsync(context, id, async import =>
    {
        context.Demand(ImportRights.Required(import.Options.Scope));
        return ImportResponses.Decided(context, await decide());
    });

    private async Task<IResult> WithImportAsync(RequestContext context, string id, Func<StoredImport, Task<IResult>> serve) =>
        await imports.FindAsync(context.Tenant, id, context.Aborted) is { } import && ImportRights.MaySee(context.Caller, import)
            ? await serve(import)
            : Problems.NotFound();
}
