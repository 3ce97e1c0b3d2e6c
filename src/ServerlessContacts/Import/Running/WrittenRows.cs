using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>What a run that died had stored beyond its checkpoint, as its receipts tell. At most what was in flight.</summary>
internal static class WrittenRows
{
    public static async Task<IReadOnlyDictionary<int, RowOutcome>> LoadAsync(Journal journal, ImportTarget target, int chunk, CancellationToken cancellationToken)
    {
        var written = new Dictionary<int, RowOutcome>();
        foreach (var partition in target.Partitions)
        {
            await foreach (var receipt in StoredReceipt.OfAsync(journal, partition, target.FirstOperation(chunk), target.LastOperation, cancellationToken))
            {
                foreach (var (line, outcome) in OutcomeNote.Read(receipt.Note.Span))
                {
                    written[line] = outcome;
                }
            }
        }

        return written;
    }
}
