using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Contacts;

/// <summary><c>/api/labels</c>: the labels of the caller's own contacts.</summary>
public sealed class LabelFunctions(RequestGate gate, OwnLabels labels)
{
    [Function("ListLabels")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/labels")] HttpRequest request) =>
        gate.RunAsync(request, Permission.ContactsRead, context => WithOwnerAsync(
            context, Permission.ContactsRead, async member =>
                Page.Of(context, await labels.AllAsync(context.Tenant, member, context.Aborted), View)));

    [Function("RenameLabel")]
    public Task<IResult> Rename(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/labels/{name}")] HttpRequest request, string name) =>
        gate.RunAsync(request, Permission.ContactsWrite, context => WithOwnerAsync(
            context, Permission.ContactsWrite, member => RenameAsync(context, member, Text(name))));

    [Function("DeleteLabel")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/labels/{name}")] HttpRequest request, string name) =>
        gate.RunAsync(request, Permission.ContactsWrite, context => WithOwnerAsync(
            context,
            Permission.ContactsWrite,
            async member =>
                await labels.RemoveAsync(context.Edit, member, Text(name), context.Aborted) ? Results.NoContent() : Problems.NotFound()));

    private async Task<IResult> RenameAsync(RequestContext context, MemberId member, string label)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        RequestBody.DemandKnown(body, "name");
        var name = RequestBody.Text(body, "name") ?? throw Query.Wrong("name", "required", "Expected a name.");
        return await labels.RenameAsync(context.Edit, member, label, name, context.Aborted) switch
        {
            LabelResult.Done done => Results.Json(View(done.Label)),
            LabelResult.Invalid invalid => Problems.Invalid(invalid.Problems),
            _ => Problems.NotFound(),
        };
    }

    /// <summary>The caller's own contacts, or those of the owner whom an administrator names; an application has none.</summary>
    private static Task<IResult> WithOwnerAsync(RequestContext context, string permission, Func<MemberId, Task<IResult>> serve) =>
        context.Scope.Personal is { } member ? serve(member) : Task.FromResult(Problems.PermissionMissing(permission));

    /// <summary>A slash in a name comes as it was sent, so that it parts no path.</summary>
    private static string Text(string name) => name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static JsonObject View(OwnLabel label) => new() { ["name"] = label.Name, ["count"] = label.Count };
}
