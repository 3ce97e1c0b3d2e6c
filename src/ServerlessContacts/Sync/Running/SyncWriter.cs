using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Gathers work into full transactions. Each holds the state of the sync as it is after the work, replaced by entity tag: checkpoint and fence in one. A state that comes with no work is
/// replaced alone, past the log: a run that finds nothing to do, as most do, leaves nothing in it.
/// </summary>
/// <param name="rows">The owner's rows.</param>
/// <param name="keys">Of the connection's links.</param>
/// <param name="source">Whose work the log says it is.</param>
/// <param name="row">The state, with the lease in it.</param>
/// <param name="replace">Stores the state alone; null where it is no longer what was read.</param>
/// <param name="leaseEnd">Until when a transaction prolongs the lease.</param>
internal sealed class SyncWriter(
    OwnerRows rows, LinkKeys keys, string source, StoredRow row, Func<StoredRow, byte[], CancellationToken, Task<StoredRow?>> replace, Func<DateTimeOffset> leaseEnd)
{
    private readonly List<Edit> edits = [];
    private readonly List<Outcome> outcomes = [];
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);
    private TransactionSize size = new();
    private StoredRow stateRow = row;

    /// <summary>As it is with everything that was added, stored or not.</summary>
    public SyncState State { get; private set; } = LinkJson.Read<SyncState>(row.Data);

    /// <summary>Keeps everything to itself, as a preview does.</summary>
    public bool IsDry { get; init; }

    /// <summary>Adds work, storing what was gathered before where both do not fit together.</summary>
    public async Task AddAsync(Work work, CancellationToken cancellationToken)
    {
        if (!Fits(work))
        {
            await FlushAsync(State, cancellationToken);
            if (!Fits(work))
            {
                throw new InvalidOperationException("The work for one contact is more than a transaction holds.");
            }
        }

        edits.AddRange(work.Edits);
        touched.UnionWith(work.Edits.Select(edit => edit.RowKey));
        outcomes.AddRange(work.Outcomes);
        State = State with { Linked = State.Linked + work.Linked, Counts = work.Outcomes.Aggregate(State.Counts, (counts, outcome) => counts.With(outcome)) };
    }

    /// <summary>Stores what was gathered if the row is in it: only then can it be read as it will be.</summary>
    public Task SettleAsync(string rowKey, CancellationToken cancellationToken) => touched.Contains(rowKey) ? FlushAsync(State, cancellationToken) : Task.CompletedTask;

    /// <summary>Stores what was gathered, if anything.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) => touched.Count > 0 ? FlushAsync(State, cancellationToken) : Task.CompletedTask;

    /// <summary>Forgets what was added since the last transaction.</summary>
    private void Reset()
    {
        State = LinkJson.Read<SyncState>(stateRow.Data);
        Clear();
    }

    /// <summary>
    /// Ends the lease, with what became of the run and all that was gathered: what was written at the provider has to be known. Where that fails,
    /// the lease ends by itself.
    /// </summary>
    public async Task ReleaseAsync(Func<SyncState, SyncState> end, CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(Ended(end), cancellationToken);
        }
        catch (ChangedMeanwhileException)
        {
            // Somebody edits a contact at this moment. The next run finds out what was written.
            await FlushAsync(Ended(end), cancellationToken);
        }
    }

    private SyncState Ended(Func<SyncState, SyncState> end) => end(State) with { Holder = null, Until = default };

    /// <summary>Stores what was gathered together with the new state.</summary>
    /// <exception cref="SyncLeaseLostException">Another run works on the connection.</exception>
    /// <exception cref="ChangedMeanwhileException">A contact is no longer what was read; nothing was stored.</exception>
    public async Task FlushAsync(SyncState next, CancellationToken cancellationToken)
    {
        if (IsDry)
        {
            State = next;
            Clear();
            return;
        }

        // Each transaction renews the lease, unless it ends it.
        next = next.Holder is null ? next : next with { Until = leaseEnd() };
        if (outcomes.Count > 0)
        {
            edits.Add(new Edit(RunStore.BlockKey(keys, next.Run!, next.Blocks), null, LinkJson.Write(outcomes)) { IsLogged = false });
            next = next with { Blocks = next.Blocks + 1 };
        }

        var data = LinkJson.Write(next);
        stateRow = edits.Count == 0 ? await replace(stateRow, data, cancellationToken) ?? throw Lost() : await CommitAsync(data, cancellationToken);
        State = next;
        Clear();
    }

    private async Task<StoredRow> CommitAsync(byte[] data, CancellationToken cancellationToken)
    {
        edits.Add(new Edit(stateRow.RowKey, stateRow, data) { IsLogged = false });
        var committed = await rows.CommitAsync(Operation.New(source), edits, cancellationToken);
        return committed.Status switch
        {
            CommitStatus.Saved => new StoredRow(stateRow.RowKey, committed.ETags[^1], committed.Sequence, data),
            _ when committed.IsStored => await rows.FindAsync(stateRow.RowKey, cancellationToken) ?? throw new SyncLeaseLostException(),
            _ => throw Lost(committed.LostRow!),
        };
    }

    private Exception Lost() => Lost(stateRow.RowKey);

    private Exception Lost(string rowKey)
    {
        Reset();
        return string.Equals(rowKey, stateRow.RowKey, StringComparison.Ordinal) ? new SyncLeaseLostException() : new ChangedMeanwhileException(rowKey);
    }

    /// <summary>Leaves room for the state and for a block of outcomes.</summary>
    private bool Fits(Work work) =>
        edits.Count + work.Edits.Count <= StoreLimits.EditsPerTransaction - 2
        && work.Edits.All(edit => !touched.Contains(edit.RowKey))
        && work.Edits.All(size.TryAdd);

    private void Clear()
    {
        edits.Clear();
        outcomes.Clear();
        touched.Clear();
        size = new TransactionSize();
    }
}
