using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>Carries out what was weighed, or, where the owner said so, leaves it: what is gone on one side is then kept on the other.</summary>
internal sealed class RemoveStage(SyncSession session, Desk desk)
{
    /// <summary>Removals between two checkpoints, where the provider answers for one item in a call.</summary>
    private const int MinAtOnce = 50;

    private readonly SyncWriter writer = session.Writer;

    /// <summary>Removals between two checkpoints: all of them are asked for in one call, where the provider takes that.</summary>
    private int AtOnce => Math.Max(MinAtOnce, session.Traits.InCall.Finds);

    /// <summary>Carries out some; the stage is over when none is left.</summary>
    public async Task<SyncState> RunAsync(CancellationToken cancellationToken)
    {
        var isSkipped = writer.State.Decision == Decision.Skip;
        var isUnsure = false;
        // What is gathered has to be in what is read.
        await writer.SettleAsync(cancellationToken);
        foreach (var (removal, stored, item) in await AskAsync([.. desk.Deferred.Removals.Take(AtOnce)], isSkipped, cancellationToken))
        {
            if (stored is null)
            {
                await desk.DropAsync(removal, Work.Nothing, cancellationToken);
            }
            else if (isSkipped)
            {
                // Whether what is kept is gone there at all was not asked.
                isUnsure |= removal.What.Contacts > 0;
                await desk.DropAsync(removal, await KeptAsync(stored, removal, cancellationToken), cancellationToken);
            }
            else
            {
                isUnsure |= await CarryOutAsync(stored, removal, item, cancellationToken);
            }
        }

        await desk.SendAsync(cancellationToken);
        // Everything is listed again then, and what shows up goes on with its contact.
        var delta = isUnsure ? null : writer.State.Delta;
        return desk.Deferred.Removals.Count > 0
            ? writer.State with { Delta = delta }
            : writer.State with { Delta = delta, Stage = Stage.Photos, Decision = Decision.None };
    }

    /// <summary>
    /// The items are asked for before anything is taken away on either side: an incomplete listing is no witness, a move between folders
    /// looks like a deletion, and what was edited there meanwhile is not deleted from here.
    /// </summary>
    private async Task<IReadOnlyList<(Removal Removal, StoredLink? Stored, ProviderItem? Item)>> AskAsync(
        IReadOnlyList<Removal> removals, bool isSkipped, CancellationToken cancellationToken)
    {
        var links = new List<StoredLink?>();
        foreach (var removal in removals)
        {
            links.Add(await session.Links.FindAsync(removal.Contact, cancellationToken));
        }

        var ids = removals.Zip(links, (removal, stored) => stored is null ? null : stored.Link.Item?.Id ?? removal.Item?.Id).ToList();
        var found = await session.FindItemsAsync(isSkipped ? [] : ids.OfType<string>(), cancellationToken);
        return [.. removals.Select((removal, place) => (removal, links[place], ids[place] is { } id ? found.GetValueOrDefault(id) : null))];
    }

    /// <summary>True where another listing has to tell; a contact that is here waits for it.</summary>
    private async Task<bool> CarryOutAsync(StoredLink stored, Removal removal, ProviderItem? item, CancellationToken cancellationToken)
    {
        var contact = await session.FindAsync(removal.Contact, cancellationToken);
        var there = item is { IsDeleted: false } ? item : null;
        var meeting = new Meeting(removal.Contact, stored, contact, there, removal.By) { IsWeighed = true };
        var isUnsure = IsUnsure(meeting, removal);
        if (!isUnsure || meeting.Contact is null)
        {
            await desk.HandleAsync(meeting with { IsRemembered = isUnsure }, cancellationToken);
            return isUnsure;
        }

        var missed = stored.Link with { Missed = writer.State.LastFull };
        var work = new Work { Edits = await session.Links.EditsAsync(stored, missed, cancellationToken) };
        await desk.DropAsync(removal, work, cancellationToken);
        return true;
    }

    /// <summary>
    /// Where items get other ids, one that is not found by its id may be there under another, and a listing that left it out may have been
    /// incomplete. Only a listing that began later and leaves it out as well is believed.
    /// </summary>
    private bool IsUnsure(Meeting meeting, Removal removal) =>
        session.Traits.RenamesItems && !removal.IsTold && meeting.Item is null
        && (removal.Item is not null || !(meeting.Link!.Missed < writer.State.LastFull));

    /// <summary>A contact that is gone on one side is kept on the other; values that went stay where they are, and both sides agree to differ.</summary>
    private async Task<Work> KeptAsync(StoredLink stored, Removal removal, CancellationToken cancellationToken)
    {
        var contact = await session.FindAsync(removal.Contact, cancellationToken);
        var item = removal.Item ?? stored.Link.Item;
        Agreement Differing(Contact here, LenientCheck said) => new(session.Views.Fitting(here, said), said.Kept);
        var link = removal.What.Contacts > 0 || contact is null || item is null
            ? stored.Link with
            {
                State = LinkState.Kept,
                Tombstone = new Tombstone(contact is null ? Side.Here : Side.There, removal.By, session.Now, "kept"),
            }
            : stored.Link with { Item = item, Agreed = Differing(contact.Record.Contact, session.Views.Read(item)) };
        return new Work
        {
            Edits = await session.Links.EditsAsync(stored, link, cancellationToken),
            Linked = (link.State == LinkState.Linked ? 1 : 0) - (stored.Link.State == LinkState.Linked ? 1 : 0),
        };
    }
}
