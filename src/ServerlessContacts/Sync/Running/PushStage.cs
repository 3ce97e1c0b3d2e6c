using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Carries out what was changed here: the first time every contact of the owner is looked at, afterwards those that the owner's log names since the first run began. What this
/// connection itself brought in is passed over.
/// </summary>
internal sealed class PushStage(SyncSession session, Desk desk, FirstMatch firstMatch)
{
    /// <summary>Changed contacts between two checkpoints, where the provider takes one write in a call.</summary>
    private const int MinAtOnce = 50;

    /// <summary>Contacts that are looked at between two checkpoints, most of them in vain.</summary>
    private const int ScannedAtOnce = 500;

    private readonly SyncWriter writer = session.Writer;

    /// <summary>Changed contacts between two checkpoints.</summary>
    private int AtOnce => Math.Max(MinAtOnce, session.Traits.InCall.Writes);

    /// <summary>Handles some, and says whether that was all.</summary>
    public async Task<SyncState> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var parked in desk.Deferred.Due)
        {
            await MeetAsync(parked, cancellationToken);
        }

        await desk.SendAsync(cancellationToken);
        if (writer.State.HasUnmet)
        {
            return await EndUnmetAsync(cancellationToken);
        }

        // Where nothing goes out, the place in the log only tells what is new for a first match.
        return !session.IsTwoWay ? writer.State with { Position = await session.Journal.SequenceAsync(session.Partition, cancellationToken), Stage = Stage.Weigh, IsScanned = false }
            : writer.State.IsScanned ? await FollowAsync(cancellationToken)
            : await ScanAsync(cancellationToken);
    }

    /// <summary>What was deleted here while nothing was carried out only does not come back, as it was then.</summary>
    private async Task<SyncState> EndUnmetAsync(CancellationToken cancellationToken)
    {
        await foreach (var stored in session.Links.AllAsync(cancellationToken).Where(stored => stored.Link.State == LinkState.Linked))
        {
            if (await session.FindAsync(stored.Link.Contact, cancellationToken) is null)
            {
                var meeting = new Meeting(stored.Link.Contact, stored, null, stored.Link.Item, session.Source);
                await desk.HandleAsync(meeting with { IsRemembered = true, IsWeighed = true, IsOfOneWay = true }, cancellationToken);
            }
        }

        return writer.State with { HasUnmet = false };
    }

    /// <summary>Looks after the creates whose answers are not known.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await (writer.State.LastFull is null ? AdoptAsync(cancellationToken) : Task.CompletedTask);
        foreach (var contact in (await session.Pending.AllAsync(cancellationToken)).Where(contact => !desk.Deferred.IsResting(contact)))
        {
            await MeetAsync(contact, session.Source, cancellationToken);
        }

        await desk.SendAsync(cancellationToken);
    }

    /// <summary>What came of a create that an earlier connection of the account sent is no new person to the first listing.</summary>
    private async Task AdoptAsync(CancellationToken cancellationToken)
    {
        var creation = new Creation(session);
        foreach (var (contact, past) in await session.Past.OpenCreatesAsync(cancellationToken))
        {
            if (await session.Links.FindAsync(contact, cancellationToken) is null
                && await session.FindAsync(contact, cancellationToken) is not null)
            {
                await writer.AddAsync(await creation.AwaitAsync(contact, past, cancellationToken), cancellationToken);
            }
        }

        await writer.SettleAsync(cancellationToken);
    }

    private async Task<SyncState> ScanAsync(CancellationToken cancellationToken)
    {
        // What is gathered has to be in what is read.
        await writer.SettleAsync(cancellationToken);
        var last = writer.State.ScannedTo ?? "";
        var rest = session.Contacts.AllAsync(session.Partition, cancellationToken, last).Where(contact => !string.Equals(contact.Id.Unique, last, StringComparison.Ordinal));
        var contacts = await rest.Take(ScannedAtOnce).ToListAsync(cancellationToken);
        var links = await LinksAsync(contacts, cancellationToken);
        foreach (var contact in contacts)
        {
            await MeetAsync(contact.Id.Unique, links.GetValueOrDefault(contact.Id.Unique), contact, session.Source, cancellationToken);
        }

        await desk.SendAsync(cancellationToken);
        return contacts.Count < ScannedAtOnce ? writer.State with { IsScanned = true, ScannedTo = null } : writer.State with { ScannedTo = contacts[^1].Id.Unique };
    }

    private async Task<Dictionary<string, StoredLink>> LinksAsync(List<StoredContact> contacts, CancellationToken cancellationToken) => contacts.Count == 0
        ? []
        : await session.Links.BetweenAsync(contacts[0].Id.Unique, contacts[^1].Id.Unique, cancellationToken)
            .ToDictionaryAsync(stored => stored.Link.Contact, StringComparer.Ordinal, cancellationToken: cancellationToken);

    private async Task<SyncState> FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (position, isEnd, changed) = await ReadAsync(cancellationToken);
            foreach (var (contact, by) in changed)
            {
                await MeetAsync(contact, by, cancellationToken);
            }

            await desk.SendAsync(cancellationToken);
            return writer.State with { Position = position, Stage = isEnd ? Stage.Weigh : Stage.Push };
        }
        catch (LogGapException)
        {
            return await StartOverAsync(cancellationToken);
        }
    }

    /// <summary>The log no longer reaches back to where we stand: every contact is looked at again, and every link whose contact is gone.</summary>
    private async Task<SyncState> StartOverAsync(CancellationToken cancellationToken)
    {
        var position = await session.Journal.SequenceAsync(session.Partition, cancellationToken);
        await foreach (var stored in session.Links.AllAsync(cancellationToken))
        {
            if (stored.Link.State == LinkState.Linked && await session.FindAsync(stored.Link.Contact, cancellationToken) is null)
            {
                await MeetAsync(stored.Link.Contact, session.Source, cancellationToken);
            }
        }

        await desk.SendAsync(cancellationToken);
        return writer.State with { Position = position, IsScanned = false, ScannedTo = null };
    }

    /// <summary>What others changed, up to the end of the log as it is now: each of our own transactions lengthens it.</summary>
    private async Task<(long Position, bool IsEnd, OrderedDictionary<string, string> Changed)> ReadAsync(CancellationToken cancellationToken)
    {
        var position = writer.State.Position;
        var changed = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var change in session.Journal.ChangesAsync(session.Partition, position, cancellationToken))
        {
            if (changed.Count >= AtOnce)
            {
                return (position, false, changed);
            }

            position = change.Sequence;
            if (!string.Equals(change.Source, session.Source, StringComparison.Ordinal))
            {
                foreach (var contact in ContactChange.Of(session.Partition, change))
                {
                    changed[contact.Id.Unique] = change.Actor;
                }
            }
        }

        return (position, true, changed);
    }

    /// <summary>What could not be brought in is met as it is there now.</summary>
    private async Task MeetAsync(Parked parked, CancellationToken cancellationToken)
    {
        if (parked.Item is null || await session.Links.FindAsync(parked.Contact, cancellationToken) is not null)
        {
            await MeetAsync(parked.Contact, session.Source, cancellationToken);
            return;
        }

        var item = await session.Account.FindAsync(parked.Item.Id, cancellationToken);
        var contact = await session.FindAsync(parked.Contact, cancellationToken);
        await desk.HandleAsync(new Meeting(parked.Contact, null, contact, item, session.Source), cancellationToken);
    }

    private async Task MeetAsync(string unique, string by, CancellationToken cancellationToken)
    {
        await writer.SettleAsync(session.Links.Keys.Link(unique), cancellationToken);
        await MeetAsync(unique, await session.Links.FindAsync(unique, cancellationToken), await session.FindAsync(unique, cancellationToken), by, cancellationToken);
    }

    private async Task MeetAsync(string unique, StoredLink? stored, StoredContact? contact, string by, CancellationToken cancellationToken)
    {
        var item = stored?.Link is { } link && !link.IsGone(Side.There) && link.State != LinkState.Creating ? link.Item : null;
        var isForetold = session.IsPreview && firstMatch.IsTaken(unique);
        if ((stored is not null || contact is not null || desk.Deferred.Holds(unique)) && !isForetold)
        {
            await desk.HandleAsync(new Meeting(unique, stored, contact, item, by) { IsRemembered = item is not null }, cancellationToken);
        }
    }
}
