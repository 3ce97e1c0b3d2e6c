using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/contacts</c>: single contacts, read and edited.</summary>
public sealed class ContactFunctions(
    Api api, ContactStore contacts, ContactEditor editor, ContactBatch batch, Favorites favorites, ImportSources sources)
{
    [Function("CreateContact")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contacts")] HttpRequest request) =>
        api.RunAsync(request, Permission.ContactsRead, CreateAsync);

    [Function("CreateContactBatch")]
    public Task<IResult> Batch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contacts/batch")] HttpRequest request) =>
        api.RunAsync(request, Permission.ContactsRead, batch.RunAsync);

    [Function("GetContact")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/contacts/{id}")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithIdAsync(id, contact => GetAsync(session, contact)));

    [Function("PatchContact")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/contacts/{id}")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithIdAsync(id, contact => PatchAsync(session, contact)));

    [Function("DeleteContact")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/contacts/{id}")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithIdAsync(id, contact => DeleteAsync(session, contact)));

    [Function("RestoreContact")]
    public Task<IResult> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/contacts/{id}/restore")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithIdAsync(id, async contact =>
            EditAnswers.Of(
                session, await editor.RestoreAsync(session.Edit, contact, Conditions.IdempotencyKey(request), session.Aborted))));

    private async Task<IResult> CreateAsync(Session session)
    {
        var body = await Body.ObjectAsync(session.Request);
        var shared = ContactRequests.IsShared(body);
        var result = await editor.CreateAsync(session.Edit, body, shared, ContactRequests.Key(session, body), session.Aborted);
        return EditAnswers.Of(session, result, StatusCodes.Status201Created);
    }

    private async Task<IResult> GetAsync(Session session, ContactId id)
    {
        if (await ContactRequests.FindAsync(session, contacts, id) is not { } contact)
        {
            return Problems.NotFound();
        }

        var files = ContactView.WantsProvenance(session) ? await sources.FilesAsync(session, contact.Record) : null;
        var answer = EditAnswers.Whole(session, contact, StatusCodes.Status200OK, files);
        return !contact.Id.IsMember && Conditions.IsKnown(session.Request, Conditions.Tag(contact.Version))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : answer;
    }

    private async Task<IResult> PatchAsync(Session session, ContactId id)
    {
        var version = Conditions.DemandMatch(session.Request);
        var patch = await Body.ObjectAsync(session.Request);
        return EditAnswers.Of(session, await editor.PatchAsync(session.Edit, id, patch, version, session.Aborted));
    }

    /// <summary>A shared contact that the caller may not delete for everyone stays; what goes is the caller's own favourite.</summary>
    private async Task<IResult> DeleteAsync(Session session, ContactId id)
    {
        var version = Conditions.DemandMatch(session.Request);
        if (!id.IsShared || session.Caller.May(Permission.ContactsSharedDelete) || session.Caller.Member is not { } member)
        {
            return EditAnswers.Of(session, await editor.DeleteAsync(session.Edit, id, version, session.Aborted));
        }

        if (await ContactRequests.FindAsync(session, contacts, id) is not { } contact)
        {
            return Problems.NotFound();
        }

        if (version is not null && version != contact.Version)
        {
            return Problems.Stale();
        }

        await favorites.RemoveAsync(session.Tenant, member, id, session.Aborted);
        return Results.NoContent();
    }

    private static Task<IResult> WithIdAsync(string id, Func<ContactId, Task<IResult>> serve) =>
        ContactId.TryParse(id, out var contact) ? serve(contact) : Task.FromResult(Problems.NotFound());
}
