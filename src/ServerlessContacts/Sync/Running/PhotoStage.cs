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

    /// <summary>Fetches some; the stage is over when nobody wants any.</summary>
    public async Task<SyncState> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var unique in desk.Photos.Take(AtOnce).ToList())
        {
            await FetchAsync(unique, cancellationToken);
        }

        return desk.Photos.Count > 0 ? session.Writer.State : session.Writer.State with { Stage = Stage.Idle };
    }

    private async Task FetchAsync(string unique, CancellationToken cancellationToken)
    {
        await session.Writer.SettleAsync(session.Links.Keys.Link(unique), cancellationToken);
        var edits = new List<Edit>(await desk.PhotoDoneAsync(unique, cancellationToken));
        if (await session.Links.FindAsync(unique, cancellationToken) is { Link: { State: LinkState.Linked, Item: { } item } } stored)
        {
            edits.AddRange(await FetchAsync(stored, item, unique, cancellationToken));
        }

        await session.Writer.AddAsync(new Work { Edits = edits }, cancellationToken);
    }

    private async Task<IReadOnlyList<Edit>> FetchAsync(StoredLink stored, ProviderItem item, string unique, CancellationToken cancellationToken)
    {
        var seen = await session.Links.EditsAsync(stored, stored.Link with { PhotoSeen = item.PhotoTag ?? None }, cancellationToken);
        if (await session.FindAsync(unique, cancellationToken) is not { Record.Contact.Photo: null } contact
            || await FindAsync(item, cancellationToken) is not { } photo
            || await session.SavePhoto(session.Tenant, photo, cancellationToken) is not { } name)
        {
            return seen;
        }

        var record = Provenance.Update(contact.Record, contact.Record.Contact with { Photo = name }, session.Source, session.Source, session.Now);
        return record is null ? seen : [ContactEdits.Change(contact, record), .. seen];
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
}
