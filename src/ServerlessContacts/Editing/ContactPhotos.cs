using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Editing;

/// <summary>Gives contacts photos and takes them away. A photo is a JPEG, PNG, GIF or WebP picture of at most
/// <see cref="Photos.MostBytes"/>.</summary>
public sealed class ContactPhotos(ContactEditor editor, Photos photos)
{
    /// <param name="context">Who edits.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="read">Reads the picture. It is called only where the caller may change the photo.</param>
    /// <param name="cancellationToken">Ends the edit.</param>
    public async Task<EditResult> ReplaceAsync(
        EditContext context, StoredContact contact, Func<Task<ReadOnlyMemory<byte>>> read, CancellationToken cancellationToken)
    {
        if (ContactRights.RefuseEdit(context.Caller, contact.Id, ["photo"]) is { } refusal)
        {
            return new EditResult.Refused(refusal);
        }

        var bytes = await read();
        if (PictureTypes.Of(bytes.Span) is not { } type)
        {
            return new EditResult.NoPicture();
        }

        var name = await photos.SaveAsync(context.Tenant, bytes, type, cancellationToken);
        return await editor.ChangeAsync(context, contact.Id, now => now with { Photo = name }, cancellationToken);
    }

    /// <summary>Takes away the photo of that name. A contact that has another one by now keeps it.</summary>
    public Task<EditResult> RemoveAsync(EditContext context, ContactId id, string photo, CancellationToken cancellationToken) =>
        editor.ChangeAsync(context, id, now => now.Photo == photo ? now with { Photo = null } : now, cancellationToken);
}
