using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// What a connection has put off: removals that are to be weighed, and items that could not be handled. What earlier runs put off is known
/// from the start; that is little, or the run will not get far.
/// </summary>
internal sealed class DeferredItems(SyncSession session)
{
    private const int MaxDoublings = 7;

    private readonly Dictionary<string, Removal> removals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Parked> parked = new(StringComparer.Ordinal);

    /// <summary>What waits to be weighed.</summary>
    public IReadOnlyCollection<Removal> Removals => [.. removals.Values];

    /// <summary>What could not be handled and may be tried again by now.</summary>
    public IReadOnlyList<Parked> Due => [.. parked.Values.Where(entry => entry.Next <= session.Now)];

    /// <summary>When the next of those has its turn.</summary>
    public DateTimeOffset? NextDue => parked.Count == 0 ? null : parked.Values.Min(NextTurn);

    /// <summary>Items that something is wrong with; those whose answer is still out are not among them.</summary>
    public int Troubled => parked.Values.Count(entry => entry.Attempts > 0);

    /// <summary>Reads what earlier runs put off. Rows of the same kinds that are no items are left to <paramref name="others"/>.</summary>
    public async Task LoadAsync(Func<StoredRow, bool> others, CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(Removal.Kind, cancellationToken))
        {
            var removal = LinkJson.Read<Removal>(row.Data);
            removals[removal.Contact] = removal;
        }

        await foreach (var row in RowsAsync(Parked.Kind, cancellationToken).Where(row => !others(row)))
        {
            var entry = LinkJson.Read<Parked>(row.Data);
            parked[entry.Contact] = entry;
        }
    }

    /// <summary>Whether something was put off for the contact.</summary>
    public bool Holds(string contact) => parked.ContainsKey(contact) || removals.ContainsKey(contact);

    /// <summary>Whether something is wrong with the contact, and it is not yet time to try again.</summary>
    public bool IsResting(string contact) => parked.GetValueOrDefault(contact) is { Attempts: > 0 } entry && entry.Next > session.Now;

    /// <summary>
    /// Whether what was put off for the contact is settled where nothing has to be done. Where that was decided with what was known of the
    /// item, it is no sign that the item is still there.
    /// </summary>
    public bool HasNoGround(Meeting meeting) =>
        removals.ContainsKey(meeting.Unique) ? !meeting.IsRemembered : parked.ContainsKey(meeting.Unique);

    /// <summary>The edits that put the removal off, or, where it is null, no longer do.</summary>
    public async Task<IReadOnlyList<Edit>> RemovalAsync(string contact, Removal? removal, CancellationToken cancellationToken)
    {
        var key = Removal.Kind.Key($"{session.Connection}~{contact}");
        if (removal is null)
        {
            return removals.Remove(contact) ? await PutAsync(key, null, cancellationToken) : [];
        }

        removals[contact] = removal;
        return await PutAsync(key, LinkJson.Write(removal), cancellationToken);
    }

    /// <summary>The edits that put off what could not be handled, or no longer do where the work was.</summary>
    public async Task<IReadOnlyList<Edit>> ParkedAsync(Meeting meeting, Work work, CancellationToken cancellationToken)
    {
        var key = Parked.KeyOf(session.Connection, meeting.Unique);
        var refused = work.Outcomes.FirstOrDefault(outcome => outcome.Kind == OutcomeKind.Parked);
        var attempts = refused is null ? 0 : (parked.GetValueOrDefault(meeting.Unique)?.Attempts ?? 0) + 1;
        if ((refused is null ? work.Again : Later(attempts)) is not { } next)
        {
            return parked.Remove(meeting.Unique) ? await PutAsync(key, null, cancellationToken) : [];
        }

        var entry = new Parked(meeting.Unique, meeting.Item, refused?.Reason ?? "", attempts, next);
        parked[meeting.Unique] = entry;
        return await PutAsync(key, LinkJson.Write(entry), cancellationToken);
    }

    /// <summary>
    /// The edit that makes the row so, from whatever it is now; none where there is nothing to do. Such rows are few, so that a read for
    /// each costs little.
    /// </summary>
    public async Task<IReadOnlyList<Edit>> PutAsync(string key, byte[]? after, CancellationToken cancellationToken)
    {
        await session.Writer.SettleAsync(key, cancellationToken);
        var before = await session.Rows.FindAsync(key, cancellationToken);
        return before is null && after is null
            ? []
            : [new Edit(key, before, after is null ? (ReadOnlyMemory<byte>?)null : after) { IsLogged = false }];
    }

    private DateTimeOffset Later(int attempts) =>
        session.Now + (session.Pace.ParkedFor * Math.Pow(2, Math.Min(attempts - 1, MaxDoublings)));

    /// <summary>
    /// What had its turn and is as it was waits as long again as it has waited, so that no run begins for it right after the other. The
    /// next poll comes in any case.
    /// </summary>
    private DateTimeOffset NextTurn(Parked entry)
    {
        var waited = session.Now - entry.Next;
        return waited < TimeSpan.Zero ? entry.Next : session.Now + (waited > session.Pace.BackOff ? waited : session.Pace.BackOff);
    }

    private IAsyncEnumerable<StoredRow> RowsAsync(RowKind kind, CancellationToken cancellationToken) =>
        session.Journal.RowsAsync(session.Partition, kind, cancellationToken, $"{session.Connection}~", $"{session.Connection}~~");
}
