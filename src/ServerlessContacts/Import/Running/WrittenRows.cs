using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>What a run that died had stored beyond its checkpoint, as its receipts tell. At most what was in flight.</summary>
internal static class WrittenRows
{
    public static async Task<IReadOnlyDictionary<int, RowOutcome>> LoadAsync(Journal journal, ImportTarget target, StoredImport import, CancellationToken cancellationToken)
    {
        var isFirstRun = import is { Attempts: 1 } && import.Checkpoint == Checkpoint.Start;
        var written = isFirstRun
            ? []
            : await Task.WhenAll(target.Partitions.Select(partition => LoadAsync(journal, target, partition, import.Checkpoint.Chunk, cancellationToken)));
        return written.SelectMany(rows => rows).ToDictionary(row => row.Line, row => row.Outcome);
    }

    private static async Task<List<(int Line, RowOutcome Outcome)>> LoadAsync(
        Journal journal, ImportTarget target, Partition partition, int chunk, CancellationToken cancellationToken)
    {
        var rows = new List<(int Line, RowOutcome Outcome)>();
        await foreach (var receipt in StoredReceipt.OfAsync(journal, partition, target.FirstOperation(chunk), target.LastOperation, cancellationToken))
        {
            rows.AddRange(OutcomeNote.Read(receipt.Note.Span));
        }

        return rows;
    }
}
