using ServerlessContacts.Import.Cards;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Stores chunks, each in as few transactions as it takes: one for its new contacts, one for each partition in which it changes some, more only where bytes demand it. A
/// row whose contact was changed meanwhile is decided again.
/// </summary>
internal sealed class ChunkWriter(
    Journal journal, StoredContacts contacts, RowDecider decider, CardPhotos photos, ImportTarget target, KnownBook book, Lease lease)
{
    /// <summary>A contact that somebody changes so often between reading and writing is a sign of a mistake here.</summary>
    private const int MostRounds = 50;

    public async Task<ChunkResult> WriteAsync(Chunk chunk, CancellationToken cancellationToken)
    {
        var settled = new Dictionary<PlannedRow, RowDecision>(ReferenceEqualityComparer.Instance);
        var open = chunk.Rows;
        for (var round = 0; open.Count > 0; round++)
        {
            if (round == MostRounds)
            {
                throw new InvalidOperationException($"Rows of chunk {chunk.Number} are in conflict without end.");
            }

            var decisions = await DecideAsync(chunk, open, isAgain: round > 0, cancellationToken);
            open = await StoreAsync(chunk, decisions, settled, cancellationToken);
        }

        List<RowDecision> done = [.. chunk.Rows.Select(row => settled[row])];
        if (!done.TrueForAll(IsNew))
        {
            book.Doubt();
        }

        return new ChunkResult(chunk, done, PlanComparison.Of(done));
    }

    private async Task<List<RowDecision>> DecideAsync(Chunk chunk, IReadOnlyList<PlannedRow> rows, bool isAgain, CancellationToken cancellationToken)
    {
        var decisions = await decider.DecideAsync(rows, chunk.Partition, cancellationToken);
        return isAgain ? await RecogniseOwnAsync(chunk, decisions, cancellationToken) : decisions;
    }

    /// <summary>A contact that is to be made and is there already was made by this very row, as its id says.</summary>
    private async Task<List<RowDecision>> RecogniseOwnAsync(Chunk chunk, List<RowDecision> decisions, CancellationToken cancellationToken)
    {
        for (var i = 0; i < decisions.Count; i++)
        {
            var isThere = decisions[i] is { IsSettled: false, Outcome: RowOutcome.Created } made
                && await contacts.FindAsync(target.NewId(chunk.Partition, made.Row.Line), cancellationToken) is not null;
            decisions[i] = isThere ? decisions[i] with { Make = null } : decisions[i];
        }

        return decisions;
    }

    /// <summary>Stores what is decided and returns the rows that have to be decided again.</summary>
    private async Task<IReadOnlyList<PlannedRow>> StoreAsync(
        Chunk chunk, List<RowDecision> decisions, Dictionary<PlannedRow, RowDecision> settled, CancellationToken cancellationToken)
    {
        var batches = decisions.Where(decision => !decision.IsSettled)
            .GroupBy(decision => decision.Partition)
            .SelectMany(group => Batches.Of(group.Select(decision => (decision, decision.Make!()))));
        var stored = await Task.WhenAll(batches.Select(batch => CommitAsync(chunk, batch, cancellationToken)));
        foreach (var decision in decisions.Where(decision => decision.IsSettled).Concat(stored.SelectMany(batch => batch)))
        {
            settled[decision.Row] = decision;
        }

        return [.. decisions.Select(decision => decision.Row).Where(row => !settled.ContainsKey(row))];
    }

    /// <summary>The rows that are stored: all of the batch, none where one of them was in conflict, or those that an earlier try had stored.</summary>
    private async Task<IReadOnlyList<RowDecision>> CommitAsync(Chunk chunk, IReadOnlyList<(RowDecision Decision, IReadOnlyList<Edit> Edits)> edits, CancellationToken cancellationToken)
    {
        lease.ThrowIfLost();
        List<RowDecision> batch = [.. edits.Select(edit => edit.Decision)];
        await photos.SaveAsync(batch, cancellationToken);
        var operation = new Operation(target.Operation(chunk.Number, batch[0].Row.Line), target.Actor, target.Source)
        {
            IsOfJob = true,
            Note = OutcomeNote.Write(batch.Select(decision => (decision.Row.Line, decision.Outcome))),
        };
        var committed = await journal.CommitAsync(target.Partitions[batch[0].Partition], operation, [.. edits.SelectMany(edit => edit.Edits)], cancellationToken);
        if (committed.Status == CommitStatus.Saved && batch.TrueForAll(IsAsProposed))
        {
            book.Wrote(batch[0].Partition, committed.Sequence);
        }

        return committed.Status switch
        {
            CommitStatus.Saved => batch,
            CommitStatus.Repeated => Stored(batch, committed.Note),
            _ => [],
        };
    }

    /// <summary>Whether the book knew what became of the row when it proposed it.</summary>
    private static bool IsAsProposed(RowDecision decision) =>
        decision.Outcome == RowOutcome.Updated || IsNew(decision);

    private static bool IsNew(RowDecision decision) => decision.Outcome == RowOutcome.Created && decision.Row.Target is null;

    private static IReadOnlyList<RowDecision> Stored(IReadOnlyList<RowDecision> batch, ReadOnlyMemory<byte> note)
    {
        var outcomes = OutcomeNote.Read(note.Span).ToDictionary(row => row.Line, row => row.Outcome);
        return [.. batch.Where(decision => outcomes.ContainsKey(decision.Row.Line)).Select(decision => decision with { Outcome = outcomes[decision.Row.Line] })];
    }
}
