using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Functions.Sync;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Sync;

namespace ServerlessContacts.Functions.Contacts;

/// <summary><c>/api/contacts/{id}/favorite</c>, <c>/photo</c> and <c>/connections</c>: what hangs on a contact.</summary>
public sealed class RelationFunctions(
    RequestGate gate, ScopedContacts contacts, ContactPhotos edits, Favorites favorites, Photos photos, ContactConnections connections)
{
    private static readonly RoutePermission EditsPhotos = RoutePermission.AtLeast(Permission.ContactsRead, typeof(ContactRights));

    [Function("PutFavorite")]
    public Task<IResult> PutFavorite(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/contacts/{id}/favorite")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ContactsWrite, context => WithMineAsync(context, id, favorites.AddAsync));

    [Function("DeleteFavorite")]
    public Task<IResult> DeleteFavorite(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/contacts/{id}/favorite")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ContactsWrite, context => WithMineAsync(context, id, favorites.RemoveAsync));

    [Function("GetPhoto")]
    public Task<IResult> GetPhoto(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/contacts/{id}/photo")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ContactsRead, context => WithContactAsync(context, id, contact => ShowAsync(context, contact)));

    [Function("PutPhoto")]
    public Task<IResult> PutPhoto(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/contacts/{id}/photo")] HttpRequest request, string id) =>
        gate.RunAsync(request, EditsPhotos, context => WithContactAsync(context, id, contact => ReplaceAsync(context, contact)));

    [Function("DeletePhoto")]
    public Task<IResult> DeletePhoto(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/contacts/{id}/photo")] HttpRequest request, string id) =>
        gate.RunAsync(request, EditsPhotos, context => WithContactAsync(context, id, contact => RemoveAsync(context, contact)));

    [Function("ListContactConnections")]
    public Task<IResult> ListConnections(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/contacts/{id}/connections")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.ContactsRead, context => WithContactAsync(context, id, async contact => Page.Of(
            context, await connections.OfAsync(
                context.Tenant, contact, context.Edit.Rules, context.Aborted), ConnectionResponses.OfContact)));

    private async Task<IResult> ShowAsync(RequestContext context, StoredContact contact)
    {
        if (contact.Record.Contact.Photo is not { } name || await photos.FindAsync(context.Tenant, name, context.Aborted) is not { } photo)
        {
            return Problems.NotFound();
        }

        var headers = context.Request.HttpContext.Response.Headers;
        headers.ETag = Tag(name);
        headers.CacheControl = "private, no-cache";
        headers.XContentTypeOptions = "nosniff";
        return Preconditions.IsKnown(context.Request, Tag(name))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(photo.Bytes.ToMemory(), photo.ContentType);
    }

    private async Task<IResult> ReplaceAsync(RequestContext context, StoredContact contact) => EditResponses.Of(
        context,
        await edits.ReplaceAsync(
            context.Edit, contact, () => RequestBody.BytesAsync(context.Request, Photos.MostBytes), context.Aborted));

    private async Task<IResult> RemoveAsync(RequestContext context, StoredContact contact)
    {
        var match = context.Request.Headers.IfMatch.ToString();
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

        var result = await edits.RemoveAsync(context.Edit, contact.Id, name, context.Aborted);
        return result is EditResult.Saved ? Results.NoContent() : EditResponses.Of(context, result);
    }

    private Task<IResult> WithMineAsync(
        RequestContext context, string id, Func<TenantId, MemberId, ContactId, CancellationToken, Task> change) =>
        WithContactAsync(context, id, async contact =>
        {
            if (context.Caller.Member is not { } member)
            {
                return Problems.PermissionMissing(Permission.ContactsWrite);
            }

            await change(context.Tenant, member, contact.Id, context.Aborted);
            return Results.NoContent();
        });

    private async Task<IResult> WithContactAsync(RequestContext context, string id, Func<StoredContact, Task<IResult>> serve) =>
        ContactId.TryParse(id, out var contactId) && await contacts.FindAsync(
            context.Scope, context.Directory, contactId, context.Aborted) is { } contact
            ? await serve(contact)
            : Problems.NotFound();

    private static string Tag(string photo) => $"\"{photo}\"";
}
