using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Decides whether an item is made of a contact, so that it is made once. Where the answer to an earlier create was lost, the item is
/// looked for by its key; where keys cannot be searched, the create is repeated only after a listing past the provider's lag did not show
/// it.
/// </summary>
internal sealed class Creation(SyncSession session)
{
    private readonly Merger merger = new(session);

    public async Task<Work> RunAsync(Meeting meeting, CancellationToken cancellationToken) => meeting.Link switch
    {
        // While nothing goes out it is looked for, and sent when both ways are chosen again.
        { State: LinkState.Creating, CreateSent: null } when !session.IsTwoWay => Work.Nothing,
        null when await session.Past.FindAsync(meeting.Unique, cancellationToken) is { } past =>
            await AwaitAsync(meeting.Unique, past, cancellationToken),
        { State: LinkState.Creating, CreateSent: { } sent } => await ResolveAsync(meeting, sent, cancellationToken),
        { State: LinkState.Creating } link when IsMissedOnce(link) => new Work { Again = session.Now + session.Traits.Lag },
        var link => await SendAsync(meeting, (link?.Creates ?? 0) + 1, cancellationToken),
    };

    /// <summary>
    /// The contact was deleted before the answer to its create was known. An item that came of it has to be found first: it is deleted
    /// there like any other whose contact was deleted here.
    /// </summary>
    public async Task<Work> AbandonAsync(Meeting meeting, Func<Meeting, CancellationToken, Task<Work>> forget, CancellationToken cancellationToken)
    {
        if (meeting.Link!.CreateSent is not { } sent)
        {
            return await forget(meeting, cancellationToken);
        }

        var found = session.Traits.KeysAreSearchable
            ? await session.Account.FindByKeyAsync(session.Links.ClientKey(meeting.Link), cancellationToken)
            : null;
        var known = sent + session.Traits.Lag;
        return found is not null ? new Work { Found = found }
            : IsAnswered(sent) ? await forget(meeting, cancellationToken)
            : new Work { Again = known };
    }

    /// <summary>
    /// Whether everything has to be listed before it can be told whether a create took effect: the last full listing began so soon after it
    /// that the item may be missing there, and no change would tell of it any more. So it is where that listing left out what an earlier
    /// connection had made.
    /// </summary>
    public async Task<bool> NeedsListingAsync(CancellationToken cancellationToken)
    {
        foreach (var contact in await session.Pending.AllAsync(cancellationToken))
        {
            if (await session.Links.FindAsync(contact, cancellationToken) is { Link: var link } && IsUnlisted(link))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUnlisted(Link link) =>
        link.CreateSent is { } sent ? IsUnlisted(sent) : IsMissedOnce(link) && session.Now >= link.Missed + session.Traits.Lag;

    private bool IsUnlisted(DateTimeOffset sent) =>
        !session.Traits.KeysAreSearchable && IsTooSoon(session.Writer.State.LastFull, sent) && session.Now >= sent + session.Traits.Lag;

    /// <summary>Whether no listing has told since the one that left the item out which it was not too soon for.</summary>
    private bool IsMissedOnce(Link link) =>
        link.Missed is { } missed
        && !(session.Writer.State.LastFull > missed && session.Writer.State.LastFull >= missed + session.Traits.Lag);

    /// <summary>
    /// An earlier connection of the account had an item for the contact, or may have made one: it is waited for, unless both were to live
    /// by themselves.
    /// </summary>
    public async Task<Work> AwaitAsync(string contact, PastItem past, CancellationToken cancellationToken)
    {
        var link = new Link
        {
            Contact = contact,
            State = past.IsUnlinked ? LinkState.Unlinked : LinkState.Creating,
            Born = Side.Here,
            Creates = past.Create?.Number ?? 0,
            CreateSent = past.Create?.Sent,
            SentBy = past.Create?.Connection,
            Missed = past.Create is null ? session.Writer.State.LastFull ?? session.Now : null,
        };
        return new Work
        {
            Edits =
            [
                .. await session.Links.EditsAsync(null, link, cancellationToken),
                .. past.IsUnlinked ? [] : await session.Pending.BeginAsync(contact, cancellationToken),
            ],
            Again = past.IsUnlinked ? null : session.Now + session.Traits.Lag,
        };
    }

    private bool IsAnswered(DateTimeOffset sent) => session.Traits.KeysAreSearchable
        ? session.Now >= sent + session.Traits.Lag
        : session.Writer.State.LastPullBegan >= sent + session.Traits.Lag && !IsTooSoon(session.Writer.State.LastFull, sent);

    private bool IsTooSoon(DateTimeOffset? listing, DateTimeOffset sent) => listing > sent && listing < sent + session.Traits.Lag;

    private async Task<Work> ResolveAsync(Meeting meeting, DateTimeOffset sent, CancellationToken cancellationToken)
    {
        if (session.Traits.KeysAreSearchable
            && await session.Account.FindByKeyAsync(session.Links.ClientKey(meeting.Link!), cancellationToken) is { } found)
        {
            return await merger.RunAsync(meeting, meeting.Contact!, found, cancellationToken);
        }

        // Not there, as far as can be told; it may still come to light.
        var known = sent + session.Traits.Lag;
        return !session.IsTwoWay ? Work.Nothing
            : IsAnswered(sent) ? await SendAsync(meeting, meeting.Link!.Creates, cancellationToken)
            : new Work { Again = known };
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

        var create = new RemoteCreate(session, meeting, new Agreement(fitting, wanted), number);
        var write = new PlannedWrite(create.Write, (item, token) => create.DoneAsync(item!, told, token)) { Create = create };
        return new Work { Write = write };
    }

    /// <summary>
    /// An item outside the chosen groups would leave the sync at once. Where it can be in one folder only, the first label that names one
    /// decides.
    /// </summary>
    private static Contact InChosenGroup(Contact fitting, IReadOnlyList<string> chosen)
    {
        var own = fitting.Labels.Intersect(chosen, StringComparer.Ordinal).DefaultIfEmpty(chosen.FirstOrDefault()).OfType<string>();
        return fitting with { Labels = [.. own.Union(fitting.Labels, StringComparer.Ordinal)] };
    }
}
