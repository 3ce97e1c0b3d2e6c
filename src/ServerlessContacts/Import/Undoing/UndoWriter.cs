using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store.Claims;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Undoing;

/// <summary>The log no longer holds a change that is to be taken back.</summary>
internal sealed class HistoryGoneException() : Exception("The log no longer reaches back to the import.");

/// <summary>Takes one transaction of an import back, in as few transactions as it takes. A contact that was changed meanwhile is decided again.</summary>
internal sealed class UndoWriter(
    Journal journal, Claims claims, StoredContacts stored, UndoDecider decider, ImportTarget target, Lease lease)
{
    /// <summary>A contact that somebody changes so often between reading and writing is a sign of a mistake here.</summary>
    private const int MostRounds = 50;

    /// <param name="partition">By its place in the target's list.</param>
    /// <param name="receipt">Of the transaction.</param>
    /// <param name="earlier">What a run that died had stored: by part, row and outcome.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<UndoneChange> UndoAsync(int partition, StoredReceipt receipt, ILookup<string, (int Row, RowOutcome Outcome)> earlier, CancellationToken cancellationToken)
    {
        var part = OperationIds.PartOf(target.Undoes!, receipt.Operation);
        var change = await journal.FindChangeAsync(target.Partitions[partition], receipt.Sequence, cancellationToken) ?? throw new HistoryGoneException();
        List<ContactChange> rows = [.. ContactChange.Of(target.Partitions[partition], change)];
        var outcomes = earlier[part].ToDictionary(row => row.Row, row => row.Outcome);
        var decisions = new UndoDecision[rows.Count];
        var open = Enumerable.Range(0, rows.Count).ToList();
        for (var round = 0; open.Count > 0; round++)
        {
            if (round == MostRounds)
            {
                throw new InvalidOperationException($"Contacts of {receipt.Operation} are in conflict without end.");
            }

            await DecideAsync(rows, open, decisions, cancellationToken);
            await StoreAsync(partition, part, open, decisions, outcomes, cancellationToken);
            open.RemoveAll(row => decisions[row].Edits.Count == 0 || outcomes.ContainsKey(row));
        }

        return new UndoneChange(part, [.. decisions.Select((decision, row) => outcomes.TryGetValue(row, out var outcome) ? decision with { Outcome = outcome } : decision)]);
    }

    private async Task DecideAsync(List<ContactChange> rows, List<int> open, UndoDecision[] decisions, CancellationToken cancellationToken)
    {
        var there = await stored.FindAsync(open.Select(row => rows[row].Id), cancellationToken);
        var missing = open.Select(row => rows[row]).Where(row => row.Kind != ChangeKind.Created && !there.ContainsKey(row.Id));
        var gone = await stored.FindDeletedAsync(missing.Select(row => row.Id), cancellationToken);
        foreach (var row in open)
        {
            var now = there.GetValueOrDefault(rows[row].Id);
            var deleted = gone.GetValueOrDefault(rows[row].Id);
            var decision = decider.Decide(rows[row], now, deleted);
            decisions[row] = decision.Outcome == RowOutcome.Created && !await TakeAddressesAsync(deleted!, cancellationToken)
                ? UndoDecision.Keep(new Kept(KeptReasons.EmailTaken, rows[row].Id, deleted!.Record.Contact.Caption, "emails"))
                : decision;
        }
    }

    /// <summary>Adds to <paramref name="outcomes"/> what is stored; the others were in conflict.</summary>
    private async Task StoreAsync(
        int partition, string part, List<int> open, UndoDecision[] decisions, Dictionary<int, RowOutcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var batch in Batches.Of(open.Where(row => decisions[row].Edits.Count > 0 && !outcomes.ContainsKey(row)).Select(row => (row, decisions[row].Edits))))
        {
            lease.ThrowIfLost();
            var operation = new Operation(OperationIds.Undoing(target.Import, part, batch[0].Decision), target.Actor, target.Source)
            {
                IsOfJob = true,
                Note = OutcomeNote.Write(batch.Select(one => (one.Decision, decisions[one.Decision].Outcome))),
            };
            var committed = await journal.CommitAsync(target.Partitions[partition], operation, [.. batch.SelectMany(one => one.Edits)], cancellationToken);
            foreach (var (row, outcome) in committed.IsStored ? OutcomeNote.Read(committed.Note.Span) : [])
            {
                outcomes[row] = outcome;
            }
        }
    }

    /// <summary>The addresses of an internal contact are claimed before it is there again.</summary>
    private async Task<bool> TakeAddressesAsync(StoredContact deleted, CancellationToken cancellationToken)
    {
        foreach (var address in deleted.Record.Contact.OwnAddresses)
        {
            if (!await claims.TakeAsync(target.Tenant, Claims.Email, address, deleted.Id, target.Actor, holder => HasAsync(holder, address, cancellationToken), cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> HasAsync(ContactId holder, string address, CancellationToken cancellationToken) =>
        await stored.FindAsync(holder, cancellationToken) is { } contact && contact.Record.Contact.OwnAddresses.Contains(address, StringComparer.Ordinal);
}
