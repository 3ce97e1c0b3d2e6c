using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Log;
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

    /// <summary>
    /// The contact was deleted before the answer to its create was known. An item that came of it has to be found first: it is deleted there like any other whose contact was
    /// deleted here.
    /// </summary>
    public async Task<Work> AbandonAsync(Meeting meeting, Func<Meeting, CancellationToken, Task<Work>> forget, CancellationToken cancellationToken)
    {
        if (meeting.Link!.CreateSent is not { } sent)
        {
            return await forget(meeting, cancellationToken);
        }

        var found = session.Traits.KeysAreSearchable
            ? await session.Account.FindByKeyAsync(session.Links.Keys.ClientKey(meeting.Unique, meeting.Link.Creates), cancellationToken)
            : null;
        var known = sent + session.Traits.Lag;
        return found is not null ? new Work { Found = found }
            : IsAnswered(sent) ? await forget(meeting, cancellationToken)
            : new Work { Again = known };
    }

    /// <summary>
    /// Whether everything has to be listed before it can be told whether a create took effect: the last full listing began so soon after it that
    /// the item may be missing there, and no change would tell of it any more.
    /// </summary>
    public async Task<bool> NeedsListingAsync(CancellationToken cancellationToken)
    {
        foreach (var contact in session.Traits.KeysAreSearchable ? [] : await session.Pending.AllAsync(cancellationToken))
        {
            if (await session.Links.FindAsync(contact, cancellationToken) is { Link.CreateSent: { } sent }
                && IsTooSoon(session.Writer.State.LastFull, sent) && session.Now >= sent + session.Traits.Lag)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAnswered(DateTimeOffset sent) => session.Traits.KeysAreSearchable
        ? session.Now >= sent + session.Traits.Lag
        : session.Writer.State.LastPullBegan >= sent + session.Traits.Lag && !IsTooSoon(session.Writer.State.LastFull, sent);

    private bool IsTooSoon(DateTimeOffset? listing, DateTimeOffset sent) => listing > sent && listing < sent + session.Traits.Lag;

    private async Task<Work> ResolveAsync(Meeting meeting, DateTimeOffset sent, CancellationToken cancellationToken)
    {
        var key = session.Links.Keys.ClientKey(meeting.Unique, meeting.Link!.Creates);
        if (session.Traits.KeysAreSearchable && await session.Account.FindByKeyAsync(key, cancellationToken) is { } found)
        {
            return await merger.RunAsync(meeting, meeting.Contact!, found, cancellationToken);
        }

        // Not there, as far as can be told; it may still come to light.
        var known = sent + session.Traits.Lag;
        return IsAnswered(sent) ? await SendAsync(meeting, meeting.Link.Creates, cancellationToken) : new Work { Again = known };
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
        return new Work
        {
            Edits = [.. await session.Links.EditsAsync(stored, link, cancellationToken), .. await session.Pending.EndAsync(meeting.Unique, cancellationToken)],
            Linked = 1,
            Outcomes = [told],
        };
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
        var pending = await session.Pending.BeginAsync(meeting.Unique, cancellationToken);
        return await StoreAsync(meeting.Stored, link, pending, meeting.Link?.State == LinkState.Linked ? -1 : 0, cancellationToken);
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
            await StoreAsync(stored, stored.Link with { CreateSent = null }, await session.Pending.EndAsync(stored.Link.Contact, cancellationToken), 0, cancellationToken);
            throw;
        }
    }

    private async Task<StoredLink> StoreAsync(StoredLink? before, Link link, IReadOnlyList<Edit> pending, int linked, CancellationToken cancellationToken)
    {
        var work = new Work { Edits = [.. await session.Links.EditsAsync(before, link, cancellationToken), .. pending], Linked = linked };
        await session.Writer.AddAsync(work, cancellationToken);
        await session.Writer.FlushAsync(session.Writer.State, cancellationToken);
        return await session.Links.FindAsync(link.Contact, cancellationToken) ?? throw new SyncLeaseLostException();
    }

    /// <summary>An item outside the chosen groups would leave the sync at once.</summary>
    private static Contact InChosenGroup(Contact fitting, IReadOnlyList<string> chosen) =>
        chosen.Count > 0 && !fitting.Labels.Intersect(chosen, StringComparer.Ordinal).Any() ? fitting with { Labels = [.. fitting.Labels, chosen[0]] } : fitting;
}
