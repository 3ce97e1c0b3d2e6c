using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Export;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/exports</c>: contacts as files, and what a format cannot hold of them.</summary>
public sealed class ExportFunctions(Api api, Exports exports, ExportRequests requests)
{
    [Function("ExportContacts")]
    public Task<IResult> Export([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/exports")] HttpRequest request) =>
        api.RunAsync(request, Permission.ContactsRead, async session => ExportAnswers.File(session, ExportRequests.Format(session), await PrepareAsync(session)));

    [Function("ListExportLosses")]
    public Task<IResult> Losses([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/exports/losses")] HttpRequest request) =>
        api.RunAsync(request, Permission.ContactsRead, async session => ExportAnswers.Losses(ExportRequests.Format(session), await PrepareAsync(session)));

    private async Task<PreparedExport> PrepareAsync(Session session)
    {
        var format = ExportRequests.Format(session);
        return await exports.PrepareAsync(session.Scope, await requests.QueryAsync(session), format, session.Edit.PhoneParser, session.Aborted);
    }
}
