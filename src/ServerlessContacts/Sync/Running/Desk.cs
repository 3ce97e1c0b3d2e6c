using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Handles one meeting after the other: has it reconciled, queues what is to be written at the provider, lays aside what cannot be handled
/// or has to be weighed, and hands the rest to the writer. What was laid aside by earlier runs is known from the start; that is little, or
/// the run will not get far.
/// </summary>
internal sealed class Desk
{
    private const int MostParkedDoublings = 7;

    /// <summary>How often in a row a run may fail at one contact before that is laid aside.</summary>
    private const int MostStumbles = 3;

    private readonly SyncSession session;
    private readonly Reconciler reconciler;
    private readonly WriteQueue writes;
    private readonly Dictionary<string, Removal> removals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Parked> parked = new(StringComparer.Ordinal);
    private readonly List<Outcome> previewed = [];
    private string? stumbledAt;

    private Desk(SyncSession session)
    {
        this.session = session;
        reconciler = new Reconciler(session);
        writes = new WriteQueue(session, SettleAsync, AgainAsync, write => IsStumblingBlock(write.Unique));
        Photos = new PhotoWishes(session, PutAsync);
    }

    /// <summary>What waits to be weighed.</summary>
    public IReadOnlyCollection<Removal> Removals => [.. removals.Values];

    /// <summary>What could not be handled and may be tried again by now.</summary>
    public IReadOnlyList<Parked> Due => [.. parked.Values.Where(entry => entry.Next <= session.Now)];

    /// <summary>When the next of those has its turn.</summary>
    public DateTimeOffset? NextDue => parked.Count == 0 ? null : parked.Values.Min(NextTurn);

    /// <summary>Items that something is wrong with; those whose answer is still out are not among them.</summary>
    public int Troubled => parked.Values.Count(entry => entry.Attempts > 0);

    /// <summary>The contact that was handled when the provider could not be used any more; null where there was none.</summary>
    public string? StumbledAt => stumbledAt ?? writes.StumbledAt;

    /// <inheritdoc cref="WriteQueue.Width"/>
    public int? Width => writes.Width;

    /// <summary>Whether everything that was decided is written at the provider and handed to the writer.</summary>
    public bool IsSettled => writes.IsEmpty;

    /// <summary>The contacts that want a picture.</summary>
    public PhotoWishes Photos { get; }

    /// <summary>What a preview would do.</summary>
    public IReadOnlyList<Outcome> Previewed => previewed;

    public static async Task<Desk> OpenAsync(SyncSession session, CancellationToken cancellationToken)
    {
        var desk = new Desk(session);
        await foreach (var row in desk.RowsAsync(Removal.Kind, cancellationToken))
        {
            var removal = LinkJson.Read<Removal>(row.Data);
            desk.removals[removal.Contact] = removal;
        }

        await foreach (var row in desk.RowsAsync(Parked.Kind, cancellationToken))
        {
            desk.Take(row);
        }

        return desk;
    }

    /// <summary>Whether something was laid aside for the contact.</summary>
    public bool Holds(string contact) => parked.ContainsKey(contact) || removals.ContainsKey(contact);

    /// <summary>Whether something is wrong with the contact, and it is not yet time to try again.</summary>
    public bool IsResting(string contact) => parked.GetValueOrDefault(contact) is { Attempts: > 0 } entry && entry.Next > session.Now;

    public async Task HandleAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        await (writes.Holds(meeting.Unique) ? MeetAgainAsync(meeting, cancellationToken) : Task.CompletedTask);
        var work = await ReconcileAsync(meeting, () => reconciler.RunAsync(meeting, cancellationToken));
        await TakeAsync(meeting, work, round: 0, cancellationToken);
    }

    /// <summary>Sends what is queued for the provider. Each step ends with it, before its checkpoint is made.</summary>
    public Task SendAsync(CancellationToken cancellationToken) => writes.SendAsync(cancellationToken);

    /// <summary>
    /// What had its turn and is as it was waits as long again as it has waited, so that no run begins for it right after the other. The
    /// next poll comes in any case.
    /// </summary>
    private DateTimeOffset NextTurn(Parked entry)
    {
        var waited = session.Now - entry.Next;
        return waited < TimeSpan.Zero ? entry.Next : session.Now + (waited > session.Pace.BackOff ? waited : session.Pace.BackOff);
    }

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
        else if (!work.IsNothing || HasNoGround(meeting))
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

    /// <summary>
    /// Whether what was laid aside for the contact is settled where nothing has to be done. Where that was decided with what was known of the item, it is no sign that the item is
    /// still there.
    /// </summary>
    private bool HasNoGround(Meeting meeting) => removals.ContainsKey(meeting.Unique) ? !meeting.IsRemembered : parked.ContainsKey(meeting.Unique);

    /// <summary>Lays aside what would be taken away, until all such is known.</summary>
    public async Task LayAsideAsync(Removal removal, CancellationToken cancellationToken)
    {
        await session.Writer.AddAsync(new Work { Edits = await RemovalAsync(removal.Contact, removal, cancellationToken) }, cancellationToken);
        if (session.IsPreview)
        {
            var stored = await session.Links.FindAsync(removal.Contact, cancellationToken);
            previewed.Add(Foretold(new Meeting(removal.Contact, stored, null, null, removal.By), removal));
        }
    }

    /// <summary>Settles a removal with this work instead of carrying it out.</summary>
    public async Task DropAsync(Removal removal, Work work, CancellationToken cancellationToken) =>
        await session.Writer.AddAsync(work with { Edits = [.. work.Edits, .. await RemovalAsync(removal.Contact, null, cancellationToken)] }, cancellationToken);

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
            .. work.Again is null || meeting.IsWeighed ? await RemovalAsync(meeting.Unique, work.Removal, cancellationToken) : [],
            .. await ParkedAsync(meeting, work, cancellationToken),
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

    private async Task<IReadOnlyList<Edit>> RemovalAsync(string contact, Removal? removal, CancellationToken cancellationToken)
    {
        if (removal is null)
        {
            return removals.Remove(contact) ? await PutAsync(RemovalKey(contact), null, cancellationToken) : [];
        }

        removals[contact] = removal;
        return await PutAsync(RemovalKey(contact), LinkJson.Write(removal), cancellationToken);
    }

    private async Task<IReadOnlyList<Edit>> ParkedAsync(Meeting meeting, Work work, CancellationToken cancellationToken)
    {
        var refused = work.Outcomes.FirstOrDefault(outcome => outcome.Kind == OutcomeKind.Parked);
        var attempts = refused is null ? 0 : (parked.GetValueOrDefault(meeting.Unique)?.Attempts ?? 0) + 1;
        var next = refused is null ? work.Again : session.Now + (session.Pace.ParkedFor * Math.Pow(2, Math.Min(attempts - 1, MostParkedDoublings)));
        if (next is not { } later)
        {
            return parked.Remove(meeting.Unique) ? await PutAsync(ParkedKey(meeting.Unique), null, cancellationToken) : [];
        }

        var entry = new Parked(meeting.Unique, meeting.Item, refused?.Reason ?? "", attempts, later);
        parked[meeting.Unique] = entry;
        return await PutAsync(ParkedKey(meeting.Unique), LinkJson.Write(entry), cancellationToken);
    }

    private Outcome Foretold(Meeting meeting, Removal removal) => new(
        removal.Side, removal.What.Contacts > 0 ? OutcomeKind.Deleted : OutcomeKind.Updated, session.IdOf(meeting.Unique).ToString(), meeting.Name(session.Views));

    private void Take(StoredRow row)
    {
        if (row.RowKey.Contains("~+", StringComparison.Ordinal))
        {
            // A pending create, which is not for the desk.
            return;
        }

        if (!Photos.TryTake(row))
        {
            var entry = LinkJson.Read<Parked>(row.Data);
            parked[entry.Contact] = entry;
        }
    }

    private IAsyncEnumerable<StoredRow> RowsAsync(RowKind kind, CancellationToken cancellationToken) =>
        session.Journal.RowsAsync(session.Partition, kind, cancellationToken, $"{session.Connection}~", $"{session.Connection}~~");

    private string RemovalKey(string contact) => Removal.Kind.Key($"{session.Connection}~{contact}");

    private string ParkedKey(string contact) => Parked.KeyOf(session.Connection, contact);

    /// <summary>The edit that makes the row so, from whatever it is now; none where there is nothing to do. Such rows are few, so that a read for each costs little.</summary>
    private async Task<IReadOnlyList<Edit>> PutAsync(string key, byte[]? after, CancellationToken cancellationToken)
    {
        await session.Writer.SettleAsync(key, cancellationToken);
        var before = await session.Rows.FindAsync(key, cancellationToken);
        return before is null && after is null ? [] : [new Edit(key, before, after is null ? (ReadOnlyMemory<byte>?)null : after) { IsLogged = false }];
    }
}
