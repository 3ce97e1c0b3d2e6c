using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Undoing;

/// <summary>
/// Takes an import back, from where an earlier run came to. The import's receipts name its changes, and each change says what was before and after, so nothing else of the
/// log is read. In every partition one transaction of the import at a time; all partitions side by side.
/// </summary>
internal sealed class UndoRun(
    ImportServices services, TenantRecord tenant, Lease lease, KnownBooks books, Deadline deadline, Passing passing)
{
    private readonly Journal journal = services.Journal;

    public async Task<RunEnd> RunAsync(StoredImport undo, CancellationToken cancellationToken)
    {
        var undone = await services.Imports.FindAsync(undo.Tenant, undo.Record.Undoes!, cancellationToken)
            ?? throw new InvalidDataException($"Import {undo.Record.Undoes} is gone, which {undo.Record.Id} takes back.");
        using var _ = await books.UseAsync(cancellationToken);
        var target = new ImportTarget(undo, tenant);
        if (await IsHistoryGoneAsync(target, undone, cancellationToken))
        {
            return new RunEnd(undo, ImportStatus.Failed, ImportProblems.HistoryGone);
        }

        var progress = new UndoProgress(
            undo, undone, target.Partitions.Count, services.Imports, services.Files, services.Time, services.Settings);
        var earlier = await Task.WhenAll(target.Partitions.Select((partition, number) => EarlierAsync(undo, partition, progress.Reached(number), cancellationToken)));
        using var stored = new StoredContacts(journal, services.Contacts, undo.Tenant);
        var decider = new UndoDecider(tenant.CreateRules(), target.Actor, services.Time);
        var writer = new UndoWriter(journal, services.Claims, stored, decider, target, lease);
        try
        {
            var isComplete = await PumpAsync(target, undone.Record.Id, (partition, receipt) => writer.UndoAsync(partition, receipt, earlier[partition], cancellationToken), progress, cancellationToken);
            await progress.SaveAsync(cancellationToken);
            return isComplete && await IsHistoryGoneAsync(target, undone, cancellationToken) ? throw new HistoryGoneException()
                : isComplete ? new RunEnd(progress.Import, ImportStatus.Done) : RunEnd.GoesOn(progress.Import);
        }
        catch (HistoryGoneException)
        {
            return new RunEnd(progress.Import, ImportStatus.Failed, ImportProblems.HistoryGone);
        }
    }

    /// <summary>Changes leave the log with their receipts, so an import whose history is gone looks like one that wrote nothing; and it may go while it is read.</summary>
    private async Task<bool> IsHistoryGoneAsync(ImportTarget target, StoredImport undone, CancellationToken cancellationToken)
    {
        var logs = await Task.WhenAll(target.Partitions.Select(partition => LogStart.ReadAsync(journal, partition, cancellationToken)));
        return !Array.TrueForAll(logs, log => log.HoldsSince(undone.Record.Started ?? undone.Registered));
    }

    /// <summary>True when all is taken back, false when the time is up.</summary>
    private async Task<bool> PumpAsync(
        ImportTarget target, string undone, Func<int, StoredReceipt, Task<UndoneChange>> undo, UndoProgress progress, CancellationToken cancellationToken)
    {
        var lanes = target.Partitions
            .Select((partition, number) => ChangesOf(partition, undone, progress.Reached(number), cancellationToken).GetAsyncEnumerator(cancellationToken))
            .ToList();
        do
        {
            await passing.LetPassAsync(() => Task.CompletedTask, cancellationToken);
            var done = await Task.WhenAll(lanes.Select(async (lane, number) => await lane.MoveNextAsync() ? await undo(number, lane.Current) : null));
            progress.Count(done);
            if (Array.TrueForAll(done, change => change is null))
            {
                return true;
            }

            await progress.SaveIfDueAsync(cancellationToken);
        }
        while (!deadline.IsOver);
        return false;
    }

    /// <summary>The import's transactions behind the one that was dealt with last.</summary>
    private IAsyncEnumerable<StoredReceipt> ChangesOf(Partition partition, string undone, string reached, CancellationToken cancellationToken) =>
        StoredReceipt.OfAsync(journal, partition, OperationIds.After(undone, reached), OperationIds.Last(undone), cancellationToken)
            .Where(receipt => !string.Equals(OperationIds.PartOf(undone, receipt.Operation), reached, StringComparison.Ordinal));

    /// <summary>What a run that died had stored beyond its checkpoint: by the part of the operation's id that is the import's, what became of its rows.</summary>
    private async Task<ILookup<string, (int Row, RowOutcome Outcome)>> EarlierAsync(StoredImport undo, Partition partition, string reached, CancellationToken cancellationToken)
    {
        var receipts = await StoredReceipt.OfAsync(journal, partition, OperationIds.After(undo.Record.Id, reached), OperationIds.Last(undo.Record.Id), cancellationToken)
            .ToListAsync(cancellationToken);
        return receipts
            .SelectMany(receipt => OutcomeNote.Read(receipt.Note.Span), (receipt, row) => (Part: OperationIds.UndonePartOf(undo.Record.Id, receipt.Operation), row.Line, row.Outcome))
            .ToLookup(row => row.Part, row => (row.Line, row.Outcome), StringComparer.Ordinal);
    }
}

/// <summary>
/// Ids of the operations of one import: the import's, a dash, and what tells them apart, which sorts in their order. One that takes back another has that one's
/// distinguishing part, and behind it the first row that it takes back.
/// </summary>
internal static class OperationIds
{
    public static string After(string import, string part) => $"{import}-{(part.Length == 0 ? "0" : part)}";

    public static string Last(string import) => $"{import}-g";

    public static string PartOf(string import, string operation) => operation[(import.Length + 1)..];

    public static string Undoing(string import, string part, int row) => FormattableString.Invariant($"{import}-{part}{row:x2}");

    public static string UndonePartOf(string import, string operation) => PartOf(import, operation)[..^2];
}
