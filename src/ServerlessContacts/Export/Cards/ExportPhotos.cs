using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Export.Cards;

/// <summary>Fetches the pictures of contacts that are about to be written, a few at a time: each is a request of its own, and may have some megabytes.</summary>
internal sealed class ExportPhotos(Photos photos, TenantId tenant)
{
    private const int AtOnce = 8;

    /// <summary>The contacts in their order, each with its picture where it has one.</summary>
    public async IAsyncEnumerable<(Contact Contact, VCardPhoto? Photo)> JoinAsync(
        IAsyncEnumerable<Contact> contacts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new Queue<(Contact Contact, Task<VCardPhoto?> Photo)>();
        await foreach (var contact in contacts)
        {
            ahead.Enqueue((contact, FetchAsync(contact, cancellationToken)));
            if (ahead.Count == AtOnce)
            {
                yield return await NextAsync(ahead);
            }
        }

        while (ahead.Count > 0)
        {
            yield return await NextAsync(ahead);
        }
    }

    private static async Task<(Contact, VCardPhoto?)> NextAsync(Queue<(Contact Contact, Task<VCardPhoto?> Photo)> ahead)
    {
        var (contact, photo) = ahead.Dequeue();
        return (contact, await photo);
    }

    private async Task<VCardPhoto?> FetchAsync(Contact contact, CancellationToken cancellationToken) =>
        contact.Photo is { } name && await photos.FindAsync(tenant, name, cancellationToken) is { } photo
            ? new VCardPhoto(photo.Bytes.ToMemory(), photo.ContentType)
            : null;
}
