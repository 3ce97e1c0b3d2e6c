using Azure;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Store.Log;

/// <summary>One commit from its first try to its answer: races for the head are run again, its own earlier success is recognised.</summary>
internal sealed class CommitAttempt(
    ITable table, Heads heads, UpkeepCalendar calendar, TimeProvider time, Partition partition, Operation operation, IReadOnlyList<Edit> edits)
{
    /// <summary>Enough for some thirty instances writing to one partition at once.</summary>
    private const int MostRaces = 60;

    /// <summary>After one another, each after the client's own retries; one more is one more chance to learn what became of the write.</summary>
    private const int MostFailures = 1;

    /// <summary>So many changes after one another name the partition to whoever looks after it: the first does, and a row that was lost is made good.</summary>
    private const int ChangesPerMention = 1000;

    private const int HeadAt = 0;
    private const int EditsAt = 3;

    private static readonly byte[] Nothing = "{}"u8.ToArray();

    private readonly string receiptKey = RowKeys.ReceiptOf(operation.Id);

    public async Task<Committed> RunAsync(CancellationToken cancellationToken)
    {
        var head = heads.Find(partition) ?? await ReadHeadAsync(table, partition, cancellationToken);
        if (head.Sequence % ChangesPerMention == 0)
        {
            await calendar.AddAsync(UpkeepCalendar.FirstOf(partition, time.GetUtcNow()), cancellationToken);
        }

        for (int races = 0, failures = 0; races < MostRaces;)
        {
            Submitted submitted;
            try
            {
                submitted = await SubmitAsync(head, cancellationToken);
            }
            catch (RequestFailedException failed) when (StorageFaults.IsPassing(failed) && failures++ < MostFailures)
            {
                // It may have taken effect all the same. The next try tells: then the head is lost and the receipt found.
                continue;
            }

            failures = 0;
            if (Answer(head, submitted) is { } answer)
            {
                return answer;
            }

            if (await FindReceiptAsync(cancellationToken) is { } repeated)
            {
                return repeated;
            }

            heads.Forget(partition, head);
            await PauseAsync(races++, cancellationToken);
            head = await ReadHeadAsync(table, partition, cancellationToken);
        }

        throw new StoreBusyException(partition);
    }

    public static async Task<Head> ReadHeadAsync(ITable table, Partition partition, CancellationToken cancellationToken) =>
        await table.FindAsync(partition.Key, RowKeys.Head, cancellationToken) is { } row ? new Head(row.Sequence, row.ETag) : new Head(0, default);

    private async Task<Submitted> SubmitAsync(Head head, CancellationToken cancellationToken)
    {
        var sequence = head.Sequence + 1;
        var rows = new List<RowWrite>(edits.Count + StoreLimits.RowsOfTheLog)
        {
            head.Sequence == 0 ? RowWrite.Insert(RowKeys.Head, sequence, Nothing) : RowWrite.Replace(RowKeys.Head, head.ETag, sequence, Nothing),
            RowWrite.Insert(receiptKey, sequence, Receipt(sequence)),
            RowWrite.Insert(RowKeys.ChangeAt(sequence), sequence, ChangeCodec.Write(operation, time.GetUtcNow(), edits)),
        };
        rows.AddRange(edits.Select(edit => edit.Write(sequence)));
        return await table.SubmitAsync(partition.Key, rows, cancellationToken);
    }

    private byte[] Receipt(long sequence) => new ReceiptData(sequence, operation.Note.IsEmpty ? null : operation.Note.ToArray()).Write();

    /// <summary>Null where the head or the receipt was lost, which a look at the receipt explains.</summary>
    private Committed? Answer(Head head, Submitted submitted)
    {
        if (submitted.LostAt is { } lost)
        {
            return lost >= EditsAt ? Committed.Conflict(edits[lost - EditsAt].RowKey) : null;
        }

        heads.Saw(partition, new Head(head.Sequence + 1, submitted.ETags[HeadAt]));
        return Committed.Saved(head.Sequence + 1, operation.Note, [.. submitted.ETags.Skip(EditsAt)]);
    }

    private async Task<Committed?> FindReceiptAsync(CancellationToken cancellationToken)
    {
        if (await table.FindAsync(partition.Key, receiptKey, cancellationToken) is not { } row)
        {
            return null;
        }

        var receipt = ReceiptData.Read(row);
        return Committed.Repeated(receipt.Sequence, receipt.Note);
    }

    /// <summary>Full jitter up to a quarter of a second, so that instances that race do not march in step. Real time: it decides nothing.</summary>
    private static Task PauseAsync(int races, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, Math.Min(4 << Math.Min(races, 6), 250) + 1)), cancellationToken);
}
