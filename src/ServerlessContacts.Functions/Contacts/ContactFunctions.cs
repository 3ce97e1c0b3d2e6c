using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Functions.Import;

namespace ServerlessContacts.Functions.Contacts;

/// <summary><c>/api/contacts</c>: single contacts, read and edited.</summary>
public sealed class ContactFunctions(
    RequestGate gate, ScopedContacts contacts, ContactEditor editor, ContactBatch batch, ImportSources sources)
{
    private static readonly RoutePermission Edits = RoutePermission.AtLeast(Permission.ContactsRead, typeof(ContactRights));

    [Function("CreateContact")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contacts")] HttpRequest request) =>
        gate.RunAsync(request, Edits, CreateAsync);

    [Function("CreateContactBatch")]
    public Task<IResult> Batch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contacts/batch")] HttpRequest request) =>
        gate.RunAsync(request, Edits, batch.RunAsync);

    [Function("GetContact")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/contacts/{id}")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ContactsRead, context => WithIdAsync(id, contact => GetAsync(context, contact)));

    [Function("PatchContact")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/contacts/{id}")] HttpRequest request, string id) =>
        gate.RunAsync(request, Edits, context => WithIdAsync(id, contact => PatchAsync(context, contact)));

    [Function("DeleteContact")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/contacts/{id}")] HttpRequest request, string id) =>
        gate.RunAsync(request, Edits, context => WithIdAsync(id, contact => DeleteAsync(context, contact)));

    [Function("RestoreContact")]
    public Task<IResult> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contacts/{id}/restore")] HttpRequest request, string id) =>
        gate.RunAsync(request, Edits, context => WithIdAsync(id, async contact =>
            EditResponses.Of(
                context, await editor.RestoreAsync(context.Edit, contact, Preconditions.IdempotencyKey(request), context.Aborted))));

    private async Task<IResult> CreateAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        var shared = ContactRequests.IsShared(body);
        var result = await editor.CreateAsync(context.Edit, body, shared, ContactRequests.Key(context, body), context.Aborted);
        return EditResponses.Of(context, result, StatusCodes.Status201Created);
    }

    private async Task<IResult> GetAsync(RequestContext context, ContactId id)
    {
        if (await contacts.FindAsync(context.Scope, context.Directory, id, context.Aborted) is not { } contact)
        {
            return Problems.NotFound();
        }

        var files = ContactView.WantsProvenance(context) ? await sources.FilesAsync(context, contact.Record) : null;
        var answer = EditResponses.Whole(context, contact, StatusCodes.Status200OK, files);
        return !contact.Id.IsMember && Preconditions.IsKnown(context.Request, Preconditions.Tag(contact.Version))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : answer;
    }

    private async Task<IResult> PatchAsync(RequestContext context, ContactId id)
    {
        var version = Preconditions.DemandMatch(context.Request);
        var patch = await RequestBody.ObjectAsync(context.Request);
        return EditResponses.Of(context, await editor.PatchAsync(context.Edit, id, patch, version, context.Aborted));
    }

    private async Task<IResult> DeleteAsync(RequestContext context, ContactId id)
    {
        var version = Preconditions.DemandMatch(context.Request);
        return EditResponses.Of(context, await editor.DeleteAsync(context.Edit, id, version, context.Aborted));
    }

    private static Task<IResult> WithIdAsync(string id, Func<ContactId, Task<IResult>> serve) =>
        ContactId.TryParse(id, out var contact) ? serve(contact) : Task.FromResult(Problems.NotFound());
}
