using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Export;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Export;

/// <summary><c>/api/exports</c>: contacts as files, and what a format cannot hold of them.</summary>
public sealed class ExportFunctions(RequestGate gate, Exports exports, ExportRequests requests)
{
    [Function("ExportContacts")]
    public Task<IResult> Export([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/exports")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ContactsRead, async context => ExportResponses.File(
            context, ExportRequests.Format(context), await PrepareAsync(context)));

    [Function("ListExportLosses")]
    public Task<IResult> Losses([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/exports/losses")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ContactsRead, async context => ExportResponses.Losses(
            ExportRequests.Format(context), await PrepareAsync(context)));

    private async Task<PreparedExport> PrepareAsync(RequestContext context)
    {
        var format = ExportRequests.Format(context);
        return await exports.PrepareAsync(
            context.Scope, await requests.QueryAsync(context), format, context.Edit.PhoneParser, context.Aborted);
    }
}
