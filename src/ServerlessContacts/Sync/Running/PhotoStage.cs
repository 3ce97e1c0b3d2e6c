using System.Collections.Concurrent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>Fetches pictures for contacts that have none. A picture that is missing or none holds nothing up.</summary>
internal sealed class PhotoStage(SyncSession session, Desk desk)
{
    private const string None = "none";

    /// <summary>Pictures between two checkpoints.</summary>
    private const int AtOnce = 20;

    /// <summary>Fetches some, side by side as far as the provider takes that; the stage is over when nobody wants any.</summary>
    public async Task<SyncState> RunAsync(CancellationToken cancellationToken)
    {
        var wishes = desk.Photos.Take(AtOnce).ToList();
        var fetched = new ConcurrentDictionary<string, Fetched>(StringComparer.Ordinal);
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = session.Traits.WritesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(wishes, sideBySide, async (unique, token) => fetched[unique] = await FetchAsync(unique, token));
        foreach (var unique in wishes)
        {
            var edits = new List<Edit>(await desk.PhotoDoneAsync(unique, cancellationToken));
            edits.AddRange(await EditsAsync(fetched[unique], cancellationToken));
            await session.Writer.AddAsync(new Work { Edits = edits }, cancellationToken);
        }

        return desk.Photos.Count > 0 ? session.Writer.State : session.Writer.State with { Stage = Stage.Idle };
    }

    private async Task<Fetched> FetchAsync(string unique, CancellationToken cancellationToken)
    {
        if (await session.Links.FindAsync(unique, cancellationToken) is not { Link: { State: LinkState.Linked, Item: { } item } } stored)
        {
            return default;
        }

        return await session.FindAsync(unique, cancellationToken) is { Record.Contact.Photo: null } contact
            && await FindAsync(item, cancellationToken) is { } photo
            && await session.SavePhoto(session.Tenant, photo, cancellationToken) is { } name
            ? new Fetched(stored, contact, name)
            : new Fetched(stored, null, null);
    }

    private async Task<IReadOnlyList<Edit>> EditsAsync(Fetched fetched, CancellationToken cancellationToken)
    {
        if (fetched.Stored is not { Link: { Item: { } item } link } stored)
        {
            return [];
        }

        var seen = await session.Links.EditsAsync(stored, link with { PhotoSeen = item.PhotoTag ?? None }, cancellationToken);
        return fetched is { Contact: { } contact, Name: { } name }
            && Provenance.Update(contact.Record, contact.Record.Contact with { Photo = name }, session.Source, session.Source, session.Now) is { } record
            ? [ContactEdits.Change(contact, record), .. seen]
            : seen;
    }

    private async Task<ProviderPhoto?> FindAsync(ProviderItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Account.PhotoAsync(item, cancellationToken);
        }
        catch (ProviderException missing) when (missing.Fault is ProviderFault.Gone or ProviderFault.Rejected)
        {
            return null;
        }
    }

    /// <summary>A link as it was read and, where a picture was saved for its contact, the contact and the picture's name. Nothing of both where the link is no more.</summary>
    private readonly record struct Fetched(StoredLink? Stored, StoredContact? Contact, string? Name);
}
