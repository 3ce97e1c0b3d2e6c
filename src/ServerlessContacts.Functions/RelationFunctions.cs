using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Sync;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/contacts/{id}/favorite</c>, <c>/photo</c> and <c>/connections</c>: what hangs on a contact.</summary>
public sealed class RelationFunctions(Api api, ContactStore contacts, ContactEditor editor, Favorites favorites, Photos photos, ContactConnections connections)
{
    [Function("PutFavorite")]
    public Task<IResult> PutFavorite([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/contacts/{id}/favorite")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsWrite, session => WithMineAsync(session, id, favorites.AddAsync));

    [Function("DeleteFavorite")]
    public Task<IResult> DeleteFavorite([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/contacts/{id}/favorite")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsWrite, session => WithMineAsync(session, id, favorites.RemoveAsync));

    [Function("GetPhoto")]
    public Task<IResult> GetPhoto([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/contacts/{id}/photo")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithContactAsync(session, id, contact => ShowAsync(session, contact)));

    [Function("PutPhoto")]
    public Task<IResult> PutPhoto([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/contacts/{id}/photo")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithContactAsync(session, id, contact => ReplaceAsync(session, contact)));

    [Function("DeletePhoto")]
    public Task<IResult> DeletePhoto([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/contacts/{id}/photo")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithContactAsync(session, id, contact => RemoveAsync(session, contact)));

    [Function("ListContactConnections")]
    public Task<IResult> ListConnections([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/contacts/{id}/connections")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.ContactsRead, session => WithContactAsync(session, id, async contact => Page.Of(
            session, await connections.OfAsync(session.Tenant, contact, session.Edit.Rules, session.Aborted), ConnectionAnswers.OfContact)));

    private async Task<IResult> ShowAsync(Session session, StoredContact contact)
    {
        if (contact.Record.Contact.Photo is not { } name || await photos.FindAsync(session.Tenant, name, session.Aborted) is not { } photo)
        {
            return Problems.NotFound();
        }

        var headers = session.Request.HttpContext.Response.Headers;
        headers.ETag = Tag(name);
        headers.CacheControl = "private, no-cache";
        headers.XContentTypeOptions = "nosniff";
        return Conditions.IsKnown(session.Request, Tag(name))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(photo.Bytes.ToMemory(), photo.ContentType);
    }

    private async Task<IResult> ReplaceAsync(Session session, StoredContact contact)
    {
        if (ContactRights.RefuseEdit(session.Caller, contact.Id, ["photo"]) is { } refusal)
        {
            return EditAnswers.Of(session, new EditResult.Refused(refusal));
        }

        var bytes = await Body.BytesAsync(session.Request, Photos.MostBytes);
        if (PictureTypes.Of(bytes.Span) is not { } type)
        {
            return Problems.UnsupportedMediaType("a JPEG, PNG, GIF or WebP picture");
        }

        var name = await photos.SaveAsync(session.Tenant, bytes, type, session.Aborted);
        return EditAnswers.Of(session, await editor.ChangeAsync(session.Edit, contact.Id, now => now with { Photo = name }, session.Aborted));
    }

    private async Task<IResult> RemoveAsync(Session session, StoredContact contact)
    {
        var match = session.Request.Headers.IfMatch.ToString();
        if (match.Length == 0)
        {
            return Problems.PreconditionRequired();
        }

        if (contact.Record.Contact.Photo is not { } name)
        {
            return Problems.NotFound();
        }

        if (match != "*" && match != Tag(name))
        {
            return Problems.Stale();
        }

        var result = await editor.ChangeAsync(session.Edit, contact.Id, now => now.Photo == name ? now with { Photo = null } : now, session.Aborted);
        return result is EditResult.Saved ? Results.NoContent() : EditAnswers.Of(session, result);
    }

    private Task<IResult> WithMineAsync(Session session, string id, Func<TenantId, MemberId, ContactId, CancellationToken, Task> change) =>
        WithContactAsync(session, id, async contact =>
        {
            if (session.Caller.Member is not { } member)
            {
                return Problems.PermissionMissing(Permission.ContactsWrite);
            }

            await change(session.Tenant, member, contact.Id, session.Aborted);
            return Results.NoContent();
        });

    private async Task<IResult> WithContactAsync(Session session, string id, Func<StoredContact, Task<IResult>> serve) =>
        ContactId.TryParse(id, out var contactId) && await ContactRequests.FindAsync(session, contacts, contactId) is { } contact
            ? await serve(contact)
            : Problems.NotFound();

    private static string Tag(string photo) => $"\"{photo}\"";
}
