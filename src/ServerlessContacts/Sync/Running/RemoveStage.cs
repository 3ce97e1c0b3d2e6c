using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>Carries out what was weighed, or, where the owner said so, leaves it: what is gone on one side is then kept on the other.</summary>
internal sealed class RemoveStage(SyncSession session, Desk desk)
{
    /// <summary>Removals between two checkpoints.</summary>
    private const int AtOnce = 50;

    private readonly SyncWriter writer = session.Writer;

    /// <summary>Carries out some; the stage is over when none is left.</summary>
    public async Task<SyncState> RunAsync(CancellationToken cancellationToken)
    {
        var isSkipped = writer.State.Decision == Decision.Skip;
        var removals = desk.Removals.Take(AtOnce).ToList();
        foreach (var removal in removals)
        {
            await writer.SettleAsync(session.Links.Keys.Link(removal.Contact), cancellationToken);
            if (await session.Links.FindAsync(removal.Contact, cancellationToken) is not { } stored)
            {
                await desk.DropAsync(removal, Work.Nothing, cancellationToken);
            }
            else if (isSkipped)
            {
                await desk.DropAsync(removal, await KeptAsync(stored, removal, cancellationToken), cancellationToken);
            }
            else
            {
                await desk.HandleAsync(await MeetAsync(stored, removal, cancellationToken), cancellationToken);
            }
        }

        // Whether what is kept is gone there at all was not asked: everything is listed again, and what shows up is linked again.
        var delta = isSkipped && removals.Exists(removal => removal.What.Contacts > 0) ? null : writer.State.Delta;
        return desk.Removals.Count > 0 ? writer.State with { Delta = delta } : writer.State with { Delta = delta, Stage = Stage.Photos, Decision = Decision.None };
    }

    /// <summary>
    /// The item is asked for before anything is taken away on either side: an incomplete listing is no witness, a move between folders looks like a deletion, and what was edited
    /// there meanwhile is not deleted from here.
    /// </summary>
    private async Task<Meeting> MeetAsync(StoredLink stored, Removal removal, CancellationToken cancellationToken)
    {
        var contact = await session.FindAsync(removal.Contact, cancellationToken);
        var id = stored.Link.Item?.Id ?? removal.Item?.Id;
        var item = id is null ? null : await session.Account.FindAsync(id, cancellationToken);
        var isThere = item is { IsDeleted: false };
        return new Meeting(removal.Contact, stored, contact, isThere ? item : null, removal.By) { IsWeighed = true, IsRemembered = !isThere && removal.Item is not null };
    }

    /// <summary>A contact that is gone on one side is kept on the other; values that went stay where they are, and both sides agree to differ.</summary>
    private async Task<Work> KeptAsync(StoredLink stored, Removal removal, CancellationToken cancellationToken)
    {
        var contact = await session.FindAsync(removal.Contact, cancellationToken);
        var item = removal.Item ?? stored.Link.Item;
        var link = removal.What.Contacts > 0 || contact is null || item is null
            ? stored.Link with
            {
                State = LinkState.Kept,
                Tombstone = new Tombstone(contact is null ? Side.Here : Side.There, removal.By, session.Now, "kept"),
            }
            : stored.Link with { Item = item, Agreed = new Merging.Agreement(session.Views.Fitting(contact.Record.Contact), session.Views.There(item)) };
        return new Work
        {
            Edits = await session.Links.EditsAsync(stored, link, cancellationToken),
            Linked = (link.State == LinkState.Linked ? 1 : 0) - (stored.Link.State == LinkState.Linked ? 1 : 0),
        };
    }
}
