using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions;

/// <summary>
/// Files of contacts. Blob triggers only register and enqueue; the queue's messages do the work within a time budget and go on in a next message; a
/// timer finds what events have lost. <c>/api/imports</c> takes files and tells what became of them.
/// </summary>
public sealed class ImportFunctions(Api api, Imports imports, ImportDecisions decisions, ImportRunner runner, ImportSweep sweep)
{
    [Function("RegisterDroppedFile")]
    public Task RegisterDropped(
        [BlobTrigger(ImportStorage.Dropped + "/{name}", Connection = StorageClients.Setting, Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        CancellationToken cancellationToken) => imports.RegisterDroppedAsync(blob.Name, cancellationToken);

    [Function("RegisterUploadedFile")]
    public Task RegisterUploaded(
        [BlobTrigger(ImportStorage.Uploads + "/{name}", Connection = StorageClients.Setting, Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        CancellationToken cancellationToken) => imports.RegisterUploadedAsync(blob.Name, cancellationToken);

    [Function("RunImport")]
    public Task Run([QueueTrigger(ImportStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken) =>
        runner.RunAsync(ImportMessage.Parse(message), cancellationToken);

    [Function("SweepImports")]
    public Task Sweep([TimerTrigger("30 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);

    [Function("CreateImport")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports")] HttpRequest request) =>
        api.RunAsync(request, Permission.ImportsRead, async session =>
        {
            var upload = ImportRequests.Upload(session);
            var (content, fileName) = await ImportRequests.FileAsync(session);
            return ImportAnswers.Of(session, await imports.RegisterUploadAsync(upload with { FileName = fileName ?? upload.FileName }, content, session.Aborted));
        }, takesFile: true);

    [Function("CreateImportUpload")]
    public Task<IResult> CreateUpload([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/uploads")] HttpRequest request) =>
        api.RunAsync(request, Permission.ImportsRead, async session =>
            ImportAnswers.Of(session, await imports.PrepareUploadAsync(await ImportRequests.UploadWithBodyAsync(session), session.Aborted)));

    [Function("ListImports")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports")] HttpRequest request) =>
        api.RunAsync(request, Permission.ImportsRead, async session =>
            ImportAnswers.List(session, await imports.AllAsync(session.Tenant, session.Aborted).Where(import => ImportRequests.MaySee(session, import)).ToListAsync(session.Aborted)));

    [Function("GetImport")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ImportsRead, session => WithImportAsync(session, id, import => Task.FromResult(ImportAnswers.Of(import))));

    [Function("GetRejectedRows")]
    public Task<IResult> GetRejected([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}/rejected.csv")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ImportsRead, session => WithImportAsync(session, id, async import =>
            await imports.OpenRejectedAsync(import, session.Aborted) is { } rows ? ImportAnswers.Rejected(import, rows) : Problems.NotFound()));

    [Function("GetRejectedCards")]
    public Task<IResult> GetRejectedCards([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}/rejected.vcf")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ImportsRead, session => WithImportAsync(session, id, async import =>
            await imports.OpenRejectedCardsAsync(import, session.Aborted) is { } cards ? ImportAnswers.RejectedCards(cards) : Problems.NotFound()));

    [Function("GetImportPlan")]
    public Task<IResult> GetPlan([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}/plan")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ImportsRead, session => WithImportAsync(session, id, async import =>
            ImportAnswers.Plan(import, await imports.PlanAsync(import, ImportRequests.From(session), Page.Size(session), session.Aborted))));

    [Function("GetImportReport")]
    public Task<IResult> GetReport([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id}/report")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ImportsRead, session => WithImportAsync(session, id, async import =>
            ImportAnswers.Listed(await imports.ReportAsync(import, ImportRequests.From(session), Page.Size(session), session.Aborted))));

    [Function("ApplyImport")]
    public Task<IResult> Apply([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id}/apply")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ImportsRead, async session =>
        {
            var encoding = await ImportRequests.EncodingAsync(session);
            return await DecideAsync(session, id, () => decisions.ApplyAsync(session.Tenant, id, encoding, session.Aborted));
        });

    [Function("UndoImport")]
    public Task<IResult> Undo([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id}/undo")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ImportsRead, session => DecideAsync(session, id, () => decisions.UndoAsync(session.Tenant, id, session.Caller.Actor, session.Aborted)));

    private Task<IResult> DecideAsync(Session session, string id, Func<Task<ImportDecided>> decide) => WithImportAsync(session, id, async import =>
    {
        ImportRequests.DemandRight(session, import.Options.Scope);
        return ImportAnswers.Decided(session, await decide());
    });

    private async Task<IResult> WithImportAsync(Session session, string id, Func<StoredImport, Task<IResult>> serve) =>
        await imports.FindAsync(session.Tenant, id, session.Aborted) is { } import && ImportRequests.MaySee(session, import)
            ? await serve(import)
            : Problems.NotFound();
}
