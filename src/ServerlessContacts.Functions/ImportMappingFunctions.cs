using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/import-mappings</c>: what the columns of files hold that come again and again, saved for the tenant by name. Not below <c>/api/imports</c>, where every name is an import's.</summary>
public sealed class ImportMappingFunctions(Api api, ColumnMappings mappings)
{
    [Function("ListImportMappings")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/import-mappings")] HttpRequest request) =>
        api.RunAsync(request, Permission.ImportsRead, async session => Page.Of(session, await mappings.AllAsync(session.Tenant, session.Aborted), View));

    [Function("GetImportMapping")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/import-mappings/{name}")] HttpRequest request, string name) =>
        api.RunAsync(request, Permission.ImportsRead, async session =>
            await mappings.FindAsync(session.Tenant, name, session.Aborted) is { } saved ? Results.Json(View(saved)) : Problems.NotFound());

    [Function("PutImportMapping")]
    public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/import-mappings/{name}")] HttpRequest request, string name) =>
        api.RunAsync(request, Permission.ImportsShared, async session =>
        {
            if (name.Length > ColumnMappings.MaxName)
            {
                return Problems.Invalid("name", "too-long", $"Expected a name of at most {ColumnMappings.MaxName} characters.");
            }

            var saved = new SavedMapping(name, ImportRequests.Mapping(await Body.ObjectAsync(request)));
            await mappings.SaveAsync(session.Tenant, saved, session.Aborted);
            return Results.Json(View(saved));
        });

    [Function("DeleteImportMapping")]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/import-mappings/{name}")] HttpRequest request, string name) =>
        api.RunAsync(request, Permission.ImportsShared, async session =>
            await mappings.DeleteAsync(session.Tenant, name, session.Aborted) ? Results.NoContent() : Problems.NotFound());

    private static JsonObject View(SavedMapping saved) => new()
    {
        ["name"] = saved.Name,
        ["columns"] = JsonSerializer.SerializeToNode(saved.Mapping.Columns, StoredJson.Options),
    };
}
