using System.Globalization;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>Brings in what the provider has or what changed there, page by page; the checkpoint moves with the last of a page's items.</summary>
internal sealed class PullStage(SyncSession session, Desk desk, FirstMatch firstMatch)
{
    private readonly SyncWriter writer = session.Writer;

    /// <summary>Handles one page. Null where the cursor is no longer known and everything has to be listed.</summary>
    public async Task<SyncState> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var page = await session.Account.PageAsync(writer.State.Cursor ?? (writer.State.IsFull ? null : writer.State.Delta), cancellationToken);
            await (writer.State.IsFull ? session.Rows.LookThroughAsync(cancellationToken) : Task.CompletedTask);
            return await HandleAsync(page, cancellationToken);
        }
        catch (ProviderException expired) when (expired.Fault == ProviderFault.CursorExpired && (writer.State.Cursor ?? writer.State.Delta) is not null)
        {
            return writer.State with { Cursor = null, Delta = null, IsFull = true, Pages = 0, PullBegan = session.Now };
        }
    }

    private async Task<SyncState> HandleAsync(ProviderPage page, CancellationToken cancellationToken)
    {
        var seen = new List<string>();
        foreach (var states in page.Items.GroupBy(item => item.Id, StringComparer.Ordinal))
        {
            if (await MeetAsync(await LatestAsync([.. states], cancellationToken), cancellationToken) is { } meeting)
            {
                seen.Add(meeting.Unique);
                if (!IsKnown(meeting))
                {
                    await desk.HandleAsync(meeting, cancellationToken);
                }
            }
        }

        await desk.SendAsync(cancellationToken);
        if (session.IsPreview)
        {
            seen.ForEach(session.Shown.Add);
        }
        else if (writer.State.IsFull)
        {
            await writer.AddAsync(new Work { Edits = await SeenAsync(seen, cancellationToken) }, cancellationToken);
        }

        return Next(writer.State, page);
    }

    private async Task<Meeting?> MeetAsync(ProviderItem item, CancellationToken cancellationToken)
    {
        foreach (var id in item.PreviousIds.Prepend(item.Id))
        {
            await writer.SettleAsync(session.Links.Keys.Link(session.Links.Keys.ContactOf(id)), cancellationToken);
            await writer.SettleAsync(session.Links.Keys.Remote(id), cancellationToken);
        }

        var stored = await session.Links.FindAsync(item, cancellationToken) ?? await RenamedAsync(item, cancellationToken);
        if (stored is null && item.IsDeleted)
        {
            return null;
        }

        var past = stored is null ? await session.Past.FindAsync(item, cancellationToken) : null;
        if (past is { IsErased: true } or { IsUnlinked: true })
        {
            await writer.AddAsync(new Work { Edits = await PassedOverAsync(item, past, cancellationToken) }, cancellationToken);
            return null;
        }

        var again = await AgainAsync(item, past, cancellationToken);
        if (again is not null && !session.Chosen.Includes(item))
        {
            await writer.AddAsync(new Work { Edits = await AsideAsync(again, item, cancellationToken) }, cancellationToken);
            return null;
        }

        var unique =
            stored?.Link.Contact ?? again ?? await firstMatch.FindAsync(item, cancellationToken) ?? session.Links.Keys.ContactOf(item.Id);
        if (stored is null)
        {
            await writer.SettleAsync(session.Links.Keys.Link(unique), cancellationToken);
            stored = await session.Links.FindAsync(unique, cancellationToken);
        }

        var contact = stored is not null && IsKnown(stored.Link, item) ? null : await session.FindAsync(unique, cancellationToken);
        return new Meeting(unique, stored, contact, item.IsDeleted ? null : item, "provider");
    }

    /// <summary>
    /// The link of an item that got another id and is known by the key alone that it was made with: a full listing tells of no earlier
    /// ids. A copy that somebody made of the item carries the key, too; then the item is still there.
    /// </summary>
    private async Task<StoredLink?> RenamedAsync(ProviderItem item, CancellationToken cancellationToken)
    {
        if (!session.Traits.RenamesItems || item.IsDeleted || session.Links.Keys.ContactOfKey(item.ClientKey) is not { } contact)
        {
            return null;
        }

        await writer.SettleAsync(session.Links.Keys.Link(contact), cancellationToken);
        return await session.Links.FindAsync(contact, cancellationToken) is { Link: { State: LinkState.Linked, Item: { } known } } stored
            && string.Equals(item.ClientKey, session.Links.ClientKey(stored.Link), StringComparison.Ordinal)
            && await session.Account.FindAsync(known.Id, cancellationToken) is not { IsDeleted: false } ? stored : null;
    }

    /// <summary>The contact that an earlier connection of the account had linked with the item, where it is still here and free.</summary>
    private async Task<string?> AgainAsync(ProviderItem item, PastItem? past, CancellationToken cancellationToken) =>
        past?.Contact is { } contact && await session.FindAsync(contact, cancellationToken) is not null
        && await firstMatch.TakeAsync(contact, item, cancellationToken)
            ? contact
            : null;

    /// <summary>The item is in no chosen group; when it comes into one, it goes on with the contact.</summary>
    private async Task<IReadOnlyList<Edit>> AsideAsync(string contact, ProviderItem item, CancellationToken cancellationToken)
    {
        await writer.SettleAsync(session.Links.Keys.Link(contact), cancellationToken);
        var stored = await session.Links.FindAsync(contact, cancellationToken);
        var link = stored?.Link ?? new Link { Contact = contact, State = LinkState.Linked, Born = Side.Here };
        return
        [
            .. await session.Links.EditsAsync(stored, link.Met(item) with { State = LinkState.Aside }, cancellationToken),
            .. await session.Pending.EndAsync(contact, cancellationToken),
        ];
    }

    /// <summary>What the account is still known by: a person who was erased, or an item that lives on by itself.</summary>
    private async Task<IReadOnlyList<Edit>> PassedOverAsync(ProviderItem item, PastItem past, CancellationToken cancellationToken)
    {
        var link = past.Contact is { } contact
            ? new Link { Contact = contact, State = LinkState.Unlinked, Born = Side.There, Item = item }
            : new Link { Contact = session.Links.Keys.ContactOf(item.Id), State = LinkState.Erased, Born = Side.There };
        await writer.SettleAsync(session.Links.Keys.Link(link.Contact), cancellationToken);
        return await session.Links.FindAsync(link.Contact, cancellationToken) is null ? await session.Links.EditsAsync(null, link, cancellationToken) : [];
    }

    private bool IsKnown(Meeting meeting) => meeting is { Link: { } link, Item: { } item } && IsKnown(link, item);

    /// <summary>As we know it, or older: a listing may show the state before a write for minutes. What is in no chosen group is to be left.</summary>
    private bool IsKnown(Link link, ProviderItem item) =>
        !item.IsDeleted && session.Chosen.Includes(item) && link is { State: LinkState.Linked, Missed: null, Item: { } known }
        && (item.Updated < known.Updated || (string.Equals(known.Id, item.Id, StringComparison.Ordinal) && string.Equals(known.ETag, item.ETag, StringComparison.Ordinal)));

    /// <summary>Items may come twice on a page: a later state wins. Where one is a deletion, it may be a move or a replay, and only the provider knows.</summary>
    private async Task<ProviderItem> LatestAsync(IReadOnlyList<ProviderItem> states, CancellationToken cancellationToken)
    {
        var alive = states.Where(item => !item.IsDeleted).OrderBy(item => item.Updated ?? DateTimeOffset.MinValue).LastOrDefault();
        return alive is null ? states[^1]
            : states.Any(item => item.IsDeleted) ? await session.Account.FindAsync(alive.Id, cancellationToken) ?? alive with { IsDeleted = true }
            : alive;
    }

    /// <summary>The row that keeps what a page of a full listing showed: 8 bytes for each item.</summary>
    private async Task<IReadOnlyList<Edit>> SeenAsync(IReadOnlyList<string> contacts, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{ListingKey(session, writer.State.PullBegan!.Value)}{writer.State.Pages:x8}");
        var before = await session.Journal.FindAsync(session.Partition, key, cancellationToken);
        return [new Edit(key, before, SeenItems.Write(contacts)) { IsLogged = false }];
    }

    /// <summary>How the keys of the pages of one listing begin.</summary>
    public static string ListingKey(SyncSession session, DateTimeOffset began) =>
        SeenItems.Kind.Key(string.Create(CultureInfo.InvariantCulture, $"{session.Connection}~{began.UtcTicks:x16}~"));

    private SyncState Next(SyncState state, ProviderPage page) => page.IsLast
        ? state with
        {
            Stage = state.IsFull ? Stage.Sweep : Stage.Push,
            Cursor = null,
            Delta = page.Delta,
            Pages = state.Pages + 1,
            LastPullBegan = state.PullBegan,
            LastFull = state.IsFull ? state.PullBegan : state.LastFull,
            PhotosFrom = state.IsFull && !session.Traits.TellsOfPictures ? "" : state.PhotosFrom,
        }
        : state with { Cursor = page.Next, Pages = state.Pages + 1 };
}
