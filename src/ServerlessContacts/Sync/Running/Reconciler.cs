using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Brings both sides of one link to agreement: whichever side it was that changed, and after whatever crash. What is to be written
/// at the provider, or to be stored here, is handed back.
/// </summary>
internal sealed class Reconciler(SyncSession session)
{
    private readonly Creation creation = new(session);
    private readonly Merger merger = new(session);
    private readonly Views views = session.Views;

    public async Task<Work> RunAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var work = await DecideAsync(meeting, cancellationToken);
        return work.Found is { } found ? await DecideAsync(meeting with { Item = found }, cancellationToken) : work;
    }

    /// <summary>Decides anew with the item as it is now.</summary>
    /// <param name="meeting">With the item as it is now, or none.</param>
    /// <param name="known">The item as it was when it was to be written.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task<Work> AgainAsync(Meeting meeting, ProviderItem known, CancellationToken cancellationToken) =>
        meeting is { Item: null, Link.State: LinkState.Creating }
            ? AnsweredAsync(meeting, known, cancellationToken)
            : RunAsync(meeting, cancellationToken);

    /// <summary>
    /// The item that a create made was seen and is gone again, or known by another id by now: the create is answered, and the rest is for
    /// listings to tell.
    /// </summary>
    private async Task<Work> AnsweredAsync(Meeting meeting, ProviderItem item, CancellationToken cancellationToken)
    {
        return new Work
        {
            Edits =
            [
                .. await session.Links.EditsAsync(meeting.Stored, meeting.Link!.Met(item), cancellationToken),
                .. await session.Pending.EndAsync(meeting.Unique, cancellationToken),
            ],
            Linked = 1,
        };
    }

    private Task<Work> DecideAsync(Meeting meeting, CancellationToken cancellationToken) => meeting.Link?.State switch
    {
        null => FirstAsync(meeting, cancellationToken),
        LinkState.Unlinked or LinkState.Erased => Task.FromResult(Work.Nothing),
        LinkState.Aside when meeting.Item is not { } item || !session.Chosen.Includes(item) => Task.FromResult(Work.Nothing),
        LinkState.Kept when meeting.Item is { } item && !session.Chosen.Includes(item) => Task.FromResult(Work.Nothing),
        LinkState.Aside => AgainAsync(meeting, cancellationToken),
        LinkState.Deleted => RevivedAsync(meeting, cancellationToken),
        LinkState.Creating when meeting.Contact is null && meeting.Item is null => creation.AbandonAsync(meeting, ForgetAsync, cancellationToken),
        LinkState.Creating when meeting.Item is null => creation.RunAsync(meeting, cancellationToken),
        _ => ActAsync(meeting, cancellationToken),
    };

    /// <summary>Nothing is linked yet: one of the sides is new to the other, or both were found to be the same person.</summary>
    private Task<Work> FirstAsync(Meeting meeting, CancellationToken cancellationToken) => (meeting.Contact, meeting.Item) switch
    {
        (null, { } item) => session.Chosen.Includes(item) ? CreateHereAsync(meeting, item, cancellationToken) : Task.FromResult(Work.Nothing),
        ({ }, null) => session.IsTwoWay ? creation.RunAsync(meeting, cancellationToken) : Task.FromResult(Work.Nothing),
        ({ } contact, { } item) => merger.RunAsync(meeting, contact, item, cancellationToken),
        _ => Task.FromResult(Work.Nothing),
    };

    /// <summary>Both were gone, and one side is back: restored here, or there again. A listing may merely show what was; only the provider knows.</summary>
    private async Task<Work> RevivedAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var item = meeting.Item is null ? null : await session.Account.FindAsync(meeting.Item.Id, cancellationToken);
        var now = meeting with { Item = item };
        return now is { Contact: null, Link.Tombstone.Side: Side.Here, Item: not null } && now.There(views) == SideState.Unchanged
            ? await PartAsync(now, LinkDecision.Of(SideState.Deleted, SideState.Unchanged, session.Settings.DeletePolicy, session.IsTwoWay), cancellationToken)
            : await AgainAsync(now, cancellationToken);
    }

    private Task<Work> AgainAsync(Meeting meeting, CancellationToken cancellationToken) => (meeting.Contact, meeting.Item) switch
    {
        ({ } contact, { } item) => merger.RunAsync(meeting, contact, item, cancellationToken),
        (null, { } item) => CreateHereAsync(meeting, item, cancellationToken),
        ({ }, null) when session.IsTwoWay => creation.RunAsync(meeting, cancellationToken),
        _ => Task.FromResult(Work.Nothing),
    };

    private async Task<Work> ActAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        if (meeting.Item is { } left && !session.Chosen.Includes(left) && meeting.Link!.State == LinkState.Linked)
        {
            return await AsideAsync(meeting, left, cancellationToken);
        }

        if (meeting is { IsRemembered: true, Item: null, Contact: not null } && session.Traits.RenamesItems)
        {
            // Gone, or known by another id that no listing has told of yet.
            return new Work { Again = session.Now + session.Traits.Lag };
        }

        var action = LinkDecision.Of(meeting.Here(views), meeting.There(views), session.Settings.DeletePolicy, session.IsTwoWay && !meeting.IsOfOneWay);
        return action switch
        {
            LinkAction.Nothing => await SeenAsync(meeting, cancellationToken),
            LinkAction.Merge => await merger.RunAsync(meeting, meeting.Contact!, meeting.Item!, cancellationToken),
            LinkAction.CreateHere => await CreateHereAsync(meeting, meeting.Item!, cancellationToken),
            LinkAction.CreateThere => await WithoutAsync(meeting, creation.RunAsync, cancellationToken),
            LinkAction.Forget => await WithoutAsync(meeting, ForgetAsync, cancellationToken),
            _ => await PartAsync(meeting, action, cancellationToken),
        };
    }

    /// <summary>
    /// An item that was moved to another folder is told as deleted first. Before it is made anew or forgotten it is asked for, else there
    /// would be two of it, or one that nobody deletes any more.
    /// </summary>
    private async Task<Work> WithoutAsync(Meeting meeting, Func<Meeting, CancellationToken, Task<Work>> go, CancellationToken cancellationToken) =>
        !meeting.IsWeighed && meeting.Link!.Item is { } known && await session.Account.FindAsync(known.Id, cancellationToken) is { IsDeleted: false } found
            ? new Work { Found = found }
            : await go(meeting, cancellationToken);

    /// <summary>The sides agree. The item is kept as it is now, as the next write needs its entity tag.</summary>
    private async Task<Work> SeenAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var (link, item) = (meeting.Link!, meeting.Item!);
        var isBack = link.State != LinkState.Linked;
        if (!isBack && link.Missed is null && (link.Item?.ETag, link.Item?.Id) == (item.ETag, item.Id))
        {
            return Work.Nothing;
        }

        return new Work
        {
            Edits =
            [
                .. await session.Links.EditsAsync(meeting.Stored, link.Met(item), cancellationToken),
                .. link.State == LinkState.Creating ? await session.Pending.EndAsync(meeting.Unique, cancellationToken) : [],
            ],
            Linked = isBack ? 1 : 0,
        };
    }

    /// <summary>One side is gone, and the policy says what becomes of the other.</summary>
    private async Task<Work> PartAsync(Meeting meeting, LinkAction action, CancellationToken cancellationToken)
    {
        var link = meeting.Link!;
        var gone = meeting.Contact is null ? Side.Here : Side.There;
        if (link.State == LinkState.Kept)
        {
            // Decided already, by the owner or by the policy of that time. A listing that tells it once more is no new deletion.
            return Work.Nothing;
        }

        var takesAway = action is LinkAction.DeleteHere or LinkAction.DeleteThere or LinkAction.Unlink;
        if (takesAway && !meeting.IsWeighed)
        {
            var removal =
                new Removal(meeting.Unique, gone == Side.Here ? Side.There : Side.Here, meeting.Item, new Removals(1, 0, 0), meeting.By);
            return new Work { Removal = removal with { IsTold = meeting.Item is null } };
        }

        return action switch
        {
            LinkAction.DeleteHere => await DeleteHereAsync(meeting, cancellationToken),
            LinkAction.DeleteThere => await DeleteThereAsync(meeting, cancellationToken),
            LinkAction.Unlink => await EndAsync(meeting, LinkState.Unlinked, gone, OutcomeKind.Unlinked, cancellationToken),
            LinkAction.Review => await ReviewAsync(meeting, gone, cancellationToken),
            _ => await EndAsync(meeting, LinkState.Kept, gone, OutcomeKind.Kept, cancellationToken),
        };
    }

    private async Task<Work> DeleteHereAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var work = await EndAsync(meeting, LinkState.Deleted, Side.There, OutcomeKind.Deleted, cancellationToken);
        return work with { Edits = [.. work.Edits, .. ContactEdits.Delete(meeting.Contact!, session.Now)] };
    }

    private Task<Work> DeleteThereAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        Task<Work> DoneAsync(ProviderItem? item, CancellationToken token) =>
            EndAsync(meeting, LinkState.Deleted, Side.Here, OutcomeKind.Deleted, token);
        return session.IsPreview
            ? DoneAsync(null, cancellationToken)
            : Task.FromResult(new Work { Write = new PlannedWrite(new ProviderWrite.Delete(meeting.Item!), DoneAsync) });
    }

    private async Task<Work> ReviewAsync(Meeting meeting, Side gone, CancellationToken cancellationToken)
    {
        var work = await EndAsync(meeting, LinkState.Kept, gone, OutcomeKind.Review, cancellationToken);
        var review = Review.OfDeletion(session.IdOf(meeting.Unique), meeting.Name(views), gone, session.Now);
        return work with { Edits = [.. work.Edits, review.Insert(session.Links.Keys)] };
    }

    /// <summary>An item that comes to light after all, as it was, is deleted there.</summary>
    private Task<Work> ForgetAsync(Meeting meeting, CancellationToken cancellationToken) => meeting.Link!.State == LinkState.Deleted
        ? Task.FromResult(Work.Nothing)
        : EndAsync(meeting, LinkState.Deleted, meeting.IsRemembered ? Side.Here : Side.There, null, cancellationToken);

    /// <summary>The item is as it was, so it is the owner's choice that changed: that needs no second word.</summary>
    private static bool IsAsKnown(Link link, ProviderItem item) =>
        string.Equals(link.Item?.Id, item.Id, StringComparison.Ordinal) && string.Equals(link.Item?.ETag, item.ETag, StringComparison.Ordinal);

    private async Task<Work> AsideAsync(Meeting meeting, ProviderItem item, CancellationToken cancellationToken) =>
        meeting.IsWeighed || IsAsKnown(meeting.Link!, item)
            ? await EndAsync(meeting with { Item = item }, LinkState.Aside, Side.There, OutcomeKind.Unlinked, cancellationToken)
            : new Work { Removal = new Removal(meeting.Unique, Side.Here, item, new Removals(1, 0, 0), meeting.By) };

    private async Task<Work> EndAsync(Meeting meeting, LinkState state, Side gone, OutcomeKind? outcome, CancellationToken cancellationToken)
    {
        var link = meeting.Link! with
        {
            State = state,
            Item = meeting.Item ?? meeting.Link!.Item,
            Tombstone = new Tombstone(gone, meeting.By, session.Now, state.ToString()),
            CreateSent = null,
        };
        return new Work
        {
            Edits =
            [
                .. await session.Links.EditsAsync(meeting.Stored, link, cancellationToken),
                .. meeting.Link!.State == LinkState.Creating ? await session.Pending.EndAsync(meeting.Unique, cancellationToken) : [],
            ],
            Linked = meeting.Link!.State == LinkState.Linked ? -1 : 0,
            Outcomes = outcome is { } kind ? [Told(meeting, gone == Side.Here ? Side.There : Side.Here, kind)] : [],
        };
    }

    private async Task<Work> CreateHereAsync(Meeting meeting, ProviderItem item, CancellationToken cancellationToken)
    {
        var said = views.Read(item);
        var (check, _) = views.Kept(said.Kept with { Visibility = session.Settings.Visibility });
        if (!check.IsValid)
        {
            throw new ParkedException($"{check.Problems[0].Field}: {check.Problems[0].Message}");
        }

        var id = session.IdOf(meeting.Unique);
        var record = Provenance.Create(check.Contact, session.Source, session.Source, session.Now);
        var link = meeting.Link ?? new Link { Contact = meeting.Unique, State = LinkState.Linked, Born = Side.There };
        // A contact that is made has seen no picture, whatever one before it had.
        var agreed = new Agreement(views.Fitting(check.Contact, said), said.Kept);
        link = LeftOutValues.Note(link.Met(item) with { Agreed = agreed, PhotoSeen = null }, said.LeftOut);
        return new Work
        {
            Edits =
            [
                ContactEdits.Create(id, record),
                .. await RestoredAsync(id, cancellationToken),
                .. await session.Links.EditsAsync(meeting.Stored, link, cancellationToken),
                .. meeting.Link?.State == LinkState.Creating ? await session.Pending.EndAsync(meeting.Unique, cancellationToken) : [],
            ],
            Linked = meeting.Link?.State == LinkState.Linked ? 0 : 1,
            Outcomes =
            [
                Told(meeting, Side.Here, OutcomeKind.Added),
                .. LeftOutValues.Told(meeting.Link, said.LeftOut, id.ToString(), check.Contact.Caption),
            ],
        };
    }

    /// <summary>A contact that comes back is no longer among those that can be restored.</summary>
    private async Task<IReadOnlyList<Edit>> RestoredAsync(ContactId id, CancellationToken cancellationToken) =>
        session.Rows.MayBe(ContactEdits.DeletedKey(id)) && await session.Contacts.FindDeletedAsync(session.Tenant, id, cancellationToken) is { } deleted
            ? [new Edit(deleted.Row.RowKey, deleted.Row, null) { IsLogged = false }]
            : [];

    private Outcome Told(Meeting meeting, Side side, OutcomeKind kind) => new(side, kind, session.IdOf(meeting.Unique).ToString(), meeting.Name(views));
}

/// <summary>An item or a contact that cannot be handled as it is; the reason is told to its owner.</summary>
internal sealed class ParkedException(string reason) : Exception(reason);
