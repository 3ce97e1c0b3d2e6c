using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Makes an item of a contact, once: the link is stored before the call, with the key that the item will carry. Where the answer was lost, the item is looked for by its
/// key; where keys cannot be searched, the create is repeated only after a listing past the provider's lag did not show it.
/// </summary>
internal sealed class Creation(SyncSession session)
{
    private readonly Merger merger = new(session);

    public Task<Work> RunAsync(Meeting meeting, CancellationToken cancellationToken) =>
        meeting.Link is { State: LinkState.Creating, CreateSent: { } sent }
            ? ResolveAsync(meeting, sent, cancellationToken)
            : SendAsync(meeting, (meeting.Link?.Creates ?? 0) + 1, cancellationToken);

    private async Task<Work> ResolveAsync(Meeting meeting, DateTimeOffset sent, CancellationToken cancellationToken)
    {
        var key = session.Links.Keys.ClientKey(meeting.Unique, meeting.Link!.Creates);
        if (session.Traits.KeysAreSearchable && await session.Account.FindByKeyAsync(key, cancellationToken) is { } found)
        {
            return await merger.RunAsync(meeting, meeting.Contact!, found, cancellationToken);
        }

        var known = sent + session.Traits.Lag;
        var isAnswered = session.Traits.KeysAreSearchable ? session.Now >= known : session.Writer.State.LastPullBegan >= known;
        return isAnswered ? await SendAsync(meeting, meeting.Link.Creates, cancellationToken) : new Work { Again = known };
    }

    private async Task<Work> SendAsync(Meeting meeting, int number, CancellationToken cancellationToken)
    {
        var fitting = session.Views.Fitting(meeting.Contact!.Record.Contact);
        var wanted = InChosenGroup(fitting, await session.Chosen.NamesAsync(cancellationToken));
        var told = new Outcome(Side.There, OutcomeKind.Added, session.IdOf(meeting.Unique).ToString(), meeting.Name(session.Views));
        if (session.IsPreview)
        {
            return new Work { Outcomes = [told] };
        }

        var stored = await AnnounceAsync(meeting, number, new Agreement(fitting, wanted), cancellationToken);
        var item = await CreateAsync(stored, wanted, session.Links.Keys.ClientKey(meeting.Unique, number), cancellationToken);
        var link = stored.Link with
        {
            State = LinkState.Linked,
            Item = item,
            Agreed = new Agreement(fitting, session.Views.There(item)),
            CreateSent = null,
            Written = session.Now,
        };
        return new Work { Edits = await session.Links.EditsAsync(stored, link, cancellationToken), Linked = 1, Outcomes = [told] };
    }

    /// <summary>Stores that a create is about to be sent.</summary>
    private async Task<StoredLink> AnnounceAsync(Meeting meeting, int number, Agreement agreed, CancellationToken cancellationToken)
    {
        var link = (meeting.Link ?? new Link { Contact = meeting.Unique, State = LinkState.Creating, Born = Side.Here }) with
        {
            State = LinkState.Creating,
            Item = null,
            Agreed = agreed,
            Creates = number,
            CreateSent = session.Now,
            Tombstone = null,
        };
        return await StoreAsync(meeting.Stored, link, meeting.Link?.State == LinkState.Linked ? -1 : 0, cancellationToken);
    }

    private async Task<ProviderItem> CreateAsync(StoredLink stored, Contact wanted, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Account.CreateAsync(wanted, key, cancellationToken);
        }
        catch (ProviderException refused) when (refused.Fault is ProviderFault.Throttled or ProviderFault.Rejected or ProviderFault.SignInNeeded)
        {
            // Nothing took effect: no need to look for it.
            await StoreAsync(stored, stored.Link with { CreateSent = null }, 0, cancellationToken);
            throw;
        }
    }

    private async Task<StoredLink> StoreAsync(StoredLink? before, Link link, int linked, CancellationToken cancellationToken)
    {
        await session.Writer.AddAsync(new Work { Edits = await session.Links.EditsAsync(before, link, cancellationToken), Linked = linked }, cancellationToken);
        await session.Writer.FlushAsync(session.Writer.State, cancellationToken);
        return await session.Links.FindAsync(link.Contact, cancellationToken) ?? throw new SyncLeaseLostException();
    }

    /// <summary>An item outside the chosen groups would leave the sync at once.</summary>
    private static Contact InChosenGroup(Contact fitting, IReadOnlyList<string> chosen) =>
        chosen.Count > 0 && !fitting.Labels.Intersect(chosen, StringComparer.Ordinal).Any() ? fitting with { Labels = [.. fitting.Labels, chosen[0]] } : fitting;
}
