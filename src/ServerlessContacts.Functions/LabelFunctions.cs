using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/labels</c>: the labels of the caller's own contacts.</summary>
public sealed class LabelFunctions(Api api, OwnLabels labels)
{
    [Function("ListLabels")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/labels")] HttpRequest request) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithOwnerAsync(
            session, Permission.ContactsRead, async member => Page.Of(session, await labels.AllAsync(session.Tenant, member, session.Aborted), View)));

    [Function("RenameLabel")]
    public Task<IResult> Rename([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/labels/{name}")] HttpRequest request, string name) =>
        api.RunAsync(request, Permission.ContactsWrite, session => WithOwnerAsync(
            session, Permission.ContactsWrite, member => RenameAsync(session, member, Text(name))));

    [Function("DeleteLabel")]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/labels/{name}")] HttpRequest request, string name) =>
        api.RunAsync(request, Permission.ContactsWrite, session => WithOwnerAsync(
            session,
            Permission.ContactsWrite,
            async member => await labels.RemoveAsync(session.Edit, member, Text(name), session.Aborted) ? Results.NoContent() : Problems.NotFound()));

    private async Task<IResult> RenameAsync(Session session, MemberId member, string label)
    {
        var body = await Body.ObjectAsync(session.Request);
        Body.DemandKnown(body, "name");
        var name = Body.Text(body, "name") ?? throw Query.Wrong("name", "required", "Expected a name.");
        return await labels.RenameAsync(session.Edit, member, label, name, session.Aborted) switch
        {
            LabelResult.Done done => Results.Json(View(done.Label)),
            LabelResult.Invalid invalid => Problems.Invalid(invalid.Problems),
            _ => Problems.NotFound(),
        };
    }

    /// <summary>The caller's own contacts, or those of the owner whom an administrator names; an application has none.</summary>
    private static Task<IResult> WithOwnerAsync(Session session, string permission, Func<MemberId, Task<IResult>> serve) =>
        session.Scope.Personal is { } member ? serve(member) : Task.FromResult(Problems.PermissionMissing(permission));

    /// <summary>A slash in a name comes as it was sent, so that it parts no path.</summary>
    private static string Text(string name) => name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static JsonObject View(OwnLabel label) => new() { ["name"] = label.Name, ["count"] = label.Count };
}
