using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Functions.Import;

/// <summary>
/// <c>/api/import-mappings</c>: what the columns of files hold that come again and again, saved for the tenant by name. Not below
/// <c>/api/imports</c>, where every name is an import's.
/// </summary>
public sealed class ImportMappingFunctions(RequestGate gate, ColumnMappings mappings)
{
    [Function("ListImportMappings")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/import-mappings")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ImportsRead, async context => Page.Of(
            context, await mappings.AllAsync(context.Tenant, context.Aborted), View));

    [Function("GetImportMapping")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/import-mappings/{name}")] HttpRequest request, string name) =>
        gate.RunAsync(request, Permission.ImportsRead, async context =>
            await mappings.FindAsync(context.Tenant, name, context.Aborted) is { } saved ? Results.Json(View(saved)) : Problems.NotFound());

    [Function("PutImportMapping")]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/import-mappings/{name}")] HttpRequest request, string name) =>
        gate.RunAsync(request, Permission.ImportsShared, async context =>
        {
            if (name.Length > ColumnMappings.MaxName)
            {
                return Problems.Invalid("name", "too-long", $"Expected a name of at most {ColumnMappings.MaxName} characters.");
            }

            var saved = new SavedMapping(name, ImportRequests.Mapping(await RequestBody.ObjectAsync(request)));
            await mappings.SaveAsync(context.Tenant, saved, context.Aborted);
            return Results.Json(View(saved));
        });

    [Function("DeleteImportMapping")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/import-mappings/{name}")] HttpRequest request, string name) =>
        gate.RunAsync(request, Permission.ImportsShared, async context =>
            await mappings.DeleteAsync(context.Tenant, name, context.Aborted) ? Results.NoContent() : Problems.NotFound());

    private static JsonObject View(SavedMapping saved) => new()
    {
        ["name"] = saved.Name,
        ["columns"] = JsonSerializer.SerializeToNode(saved.Mapping.Columns, StoredJson.Options),
    };
}
