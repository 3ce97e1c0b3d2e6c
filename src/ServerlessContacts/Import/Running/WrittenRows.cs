using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>What a run that died had stored of a row. The contact is known where the log was asked for it.</summary>
internal sealed record WrittenRow(int Line, RowOutcome Outcome)
{
    public ContactId? Contact { get; init; }

    public Contact? Before { get; init; }

    public Contact? After { get; init; }
}

/// <summary>What a run that died had stored beyond its checkpoint, as its receipts tell. At most what was in flight.</summary>
internal sealed class WrittenRows(Journal journal, ImportTarget target)
{
    public async Task<IReadOnlyDictionary<int, WrittenRow>> LoadAsync(StoredImport import, CancellationToken cancellationToken)
    {
        var isFirstRun = import is { Attempts: 1 } && import.Checkpoint == Checkpoint.Start;
        var written = isFirstRun ? [] : await Task.WhenAll(target.Partitions.Select(partition => LoadAsync(partition, import, cancellationToken)));
        return written.SelectMany(rows => rows).ToDictionary(row => row.Line);
    }

    private async Task<List<WrittenRow>> LoadAsync(Partition partition, StoredImport import, CancellationToken cancellationToken)
    {
        var rows = new List<WrittenRow>();
        await foreach (var receipt in StoredReceipt.OfAsync(journal, partition, target.FirstOperation(import.Checkpoint.Chunk), target.LastOperation, cancellationToken))
        {
            var noted = OutcomeNote.Read(receipt.Note.Span).Select(row => new WrittenRow(row.Line, row.Outcome));
            rows.AddRange(import.Plan is null ? noted : await WithContactsAsync(partition, receipt, [.. noted], cancellationToken));
        }

        return rows;
    }

    /// <summary>Where what was done is held against a plan, it is read from the log. A transaction logs one row for each that it notes, in the same order.</summary>
    private async Task<IEnumerable<WrittenRow>> WithContactsAsync(Partition partition, StoredReceipt receipt, List<WrittenRow> noted, CancellationToken cancellationToken)
    {
        var change = await journal.FindChangeAsync(partition, receipt.Sequence, cancellationToken);
        return change is null ? noted : noted.Zip(ContactChange.Of(partition, change), (row, contact) => row with
        {
            Contact = contact.Id,
            Before = contact.Before?.Contact,
            After = contact.After?.Contact,
        });
    }
}
