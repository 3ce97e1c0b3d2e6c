using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Handles one meeting after the other: has it reconciled, queues what is to be written at the provider, puts off what cannot be handled
/// or has to be weighed, and hands the rest to the writer.
/// </summary>
internal sealed class Desk
{
    /// <summary>How often in a row a run may fail at one contact before that is laid aside.</summary>
    private const int MostStumbles = 3;

    private readonly SyncSession session;
    private readonly Reconciler reconciler;
    private readonly WriteQueue writes;
    private readonly List<Outcome> previewed = [];
    private string? stumbledAt;

    private Desk(SyncSession session)
    {
        this.session = session;
        reconciler = new Reconciler(session);
        writes = new WriteQueue(session, SettleAsync, AgainAsync, write => IsStumblingBlock(write.Unique));
        Deferred = new DeferredItems(session);
        Photos = new PhotoWishes(session, Deferred.PutAsync);
    }

    /// <summary>The contact that was handled when the provider could not be used any more; null where there was none.</summary>
    public string? StumbledAt => stumbledAt ?? writes.StumbledAt;

    /// <inheritdoc cref="WriteQueue.Width"/>
    public int? Width => writes.Width;

    /// <summary>Whether everything that was decided is written at the provider and handed to the writer.</summary>
    public bool IsSettled => writes.IsEmpty;

    /// <summary>What was put off, by this run or earlier ones.</summary>
    public DeferredItems Deferred { get; }

    /// <summary>The contacts that want a picture.</summary>
    public PhotoWishes Photos { get; }

    /// <summary>What a preview would do.</summary>
    public IReadOnlyList<Outcome> Previewed => previewed;

    public static async Task<Desk> OpenAsync(SyncSession session, CancellationToken cancellationToken)
    {
        var desk = new Desk(session);
        await desk.Deferred.LoadAsync(row => IsPendingCreate(row) || desk.Photos.TryTake(row), cancellationToken);
        return desk;
    }

    public async Task HandleAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        await (writes.Holds(meeting.Unique) ? MeetAgainAsync(meeting, cancellationToken) : Task.CompletedTask);
        var work = await ReconcileAsync(meeting, () => reconciler.RunAsync(meeting, cancellationToken));
        await TakeAsync(meeting, work, round: 0, cancellationToken);
    }

    /// <summary>Sends what is queued for the provider. Each step ends with it, before its checkpoint is made.</summary>
    public Task SendAsync(CancellationToken cancellationToken) => writes.SendAsync(cancellationToken);

    /// <summary>What is queued for the contact comes first, and the step is repeated with what is there then.</summary>
    private async Task MeetAgainAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        await writes.SendAsync(cancellationToken);
        await session.Writer.SettleAsync(cancellationToken);
        throw new ChangedMeanwhileException(session.Links.Keys.Link(meeting.Unique));
    }

    /// <param name="meeting">From what the work was decided.</param>
    /// <param name="work">What is to be done.</param>
    /// <param name="round">How often the item had changed when it was written.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    private async Task TakeAsync(Meeting meeting, Work work, int round, CancellationToken cancellationToken)
    {
        if (work.Write is { } write)
        {
            await writes.AddAsync(new QueuedWrite(meeting, write, round), cancellationToken);
        }
        else if (session.IsPreview)
        {
            previewed.AddRange(work.Removal is { } removal ? [Foretold(meeting, removal)] : work.Outcomes);
        }
        else if (!work.IsNothing || Deferred.HasNoGround(meeting))
        {
            await StoreAsync(meeting, work, cancellationToken);
        }
    }

    private async Task SettleAsync(QueuedWrite sent, WriteAnswer answer, CancellationToken cancellationToken)
    {
        var done = answer.Refusal is { } refused
            ? Park(sent.Meeting, refused.Message)
            : await sent.Planned.Done(answer.Item, cancellationToken);
        await TakeAsync(sent.Meeting, done, sent.Round, cancellationToken);
    }

    /// <summary>An item that had changed when it was written is decided anew as it is now.</summary>
    private async Task AgainAsync(QueuedWrite sent, ProviderItem? now, CancellationToken cancellationToken)
    {
        var meeting = sent.Meeting with { Item = now, IsRemembered = now is null };
        var work = await ReconcileAsync(meeting, () => reconciler.AgainAsync(meeting, sent.Meeting.Item!, cancellationToken));
        await TakeAsync(meeting, work, sent.Round + 1, cancellationToken);
    }

    /// <summary>Lays aside what would be taken away, until all such is known.</summary>
    public async Task LayAsideAsync(Removal removal, CancellationToken cancellationToken)
    {
        await session.Writer.AddAsync(
            new Work { Edits = await Deferred.RemovalAsync(removal.Contact, removal, cancellationToken) }, cancellationToken);
        if (session.IsPreview)
        {
            var stored = await session.Links.FindAsync(removal.Contact, cancellationToken);
            previewed.Add(Foretold(new Meeting(removal.Contact, stored, null, null, removal.By), removal));
        }
    }

    /// <summary>Settles a removal with this work instead of carrying it out.</summary>
    public async Task DropAsync(Removal removal, Work work, CancellationToken cancellationToken) =>
        await session.Writer.AddAsync(work with
        {
            Edits = [.. work.Edits, .. await Deferred.RemovalAsync(
            removal.Contact, null, cancellationToken)]
        }, cancellationToken);

    private async Task<Work> ReconcileAsync(Meeting meeting, Func<Task<Work>> decide)
    {
        try
        {
            return await decide();
        }
        catch (ParkedException refused)
        {
            return Park(meeting, refused.Message);
        }
        catch (ProviderException refused) when (refused.Fault is ProviderFault.Rejected or ProviderFault.Stale or ProviderFault.Gone)
        {
            return Park(meeting, refused.Message);
        }
        catch (ProviderException failed) when (failed.Fault == ProviderFault.Unavailable)
        {
            if (IsStumblingBlock(meeting.Unique))
            {
                return Park(meeting, failed.Message);
            }

            stumbledAt = meeting.Unique;
            throw;
        }
    }

    /// <summary>A provider that answers everything else and fails at this one again and again will go on to: it is laid aside, so that the others have their turn.</summary>
    private bool IsStumblingBlock(string contact) =>
        session.Writer.State is { Stumbles: >= MostStumbles } state && string.Equals(state.StumbledAt, contact, StringComparison.Ordinal);

    private static Side SideOf(Meeting meeting) => meeting.Contact is null ? Side.Here : Side.There;

    private Work Park(Meeting meeting, string reason) => new()
    {
        Outcomes =
        [
            new Outcome(SideOf(meeting), OutcomeKind.Parked, session.IdOf(meeting.Unique).ToString(), meeting.Name(session.Views), reason)
            {
                Item = (meeting.Item ?? meeting.Link?.Item)?.Id,
            },
        ],
    };

    private async Task StoreAsync(Meeting meeting, Work work, CancellationToken cancellationToken)
    {
        work = work.Removal is null ? work : work with { Edits = await KnownAsync(meeting, cancellationToken), Linked = meeting.Link?.State == LinkState.Creating ? 1 : 0 };
        List<Edit> edits =
        [
            .. work.Edits,
            // What is put off does not speak for an item that a full listing did not show.
            .. work.Again is null || meeting.IsWeighed ? await Deferred.RemovalAsync(meeting.Unique, work.Removal, cancellationToken) : [],
            .. await Deferred.ParkedAsync(meeting, work, cancellationToken),
            .. await Photos.WishAsync(meeting, work, cancellationToken),
        ];
        await session.Writer.AddAsync(work with { Edits = edits }, cancellationToken);
    }

    /// <summary>While a removal waits to be weighed, the item is known as it is now: it may have got another id or entity tag, or have come of a create whose answer was lost.</summary>
    private async Task<IReadOnlyList<Edit>> KnownAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        if (meeting is not { Stored: { } stored, Item: { } item } || (string.Equals(stored.Link.Item?.Id, item.Id, StringComparison.Ordinal) && string.Equals(stored.Link.Item?.ETag, item.ETag, StringComparison.Ordinal)))
        {
            return [];
        }

        var isAnswer = stored.Link.State == LinkState.Creating;
        var link = stored.Link with { Item = item, State = isAnswer ? LinkState.Linked : stored.Link.State, CreateSent = null };
        return
        [
            .. await session.Links.EditsAsync(stored, link, cancellationToken),
            .. isAnswer ? await session.Pending.EndAsync(meeting.Unique, cancellationToken) : [],
        ];
    }

    private Outcome Foretold(Meeting meeting, Removal removal) => new(
        removal.Side, removal.What.Contacts > 0 ? OutcomeKind.Deleted : OutcomeKind.Updated, session.IdOf(meeting.Unique).ToString(), meeting.Name(session.Views));

    private static bool IsPendingCreate(StoredRow row) => row.RowKey.Contains("~+", StringComparison.Ordinal);
}
