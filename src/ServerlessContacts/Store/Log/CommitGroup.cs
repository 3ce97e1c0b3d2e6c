using Azure;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>
/// Writes that go into one transaction, from the first try to their answers: each has a change, a receipt and an outcome of its own. Races
/// for the head are run again, what was stored before is recognised by its receipt, and one that meets a row that has changed goes out of
/// the group.
/// </summary>
internal sealed class CommitGroup(
    ITable table, Heads heads, HousekeepingCalendar calendar, TimeProvider time, IReadOnlyList<WaitingCommit> commits)
{
    /// <summary>Enough for some thirty instances writing to one partition at once.</summary>
    private const int MostRaces = 60;

    /// <summary>
    /// After one another, each after the client's own retries; one more is one more chance to learn what became of the write.
    /// </summary>
    private const int MostFailures = 1;

    /// <summary>
    /// So many changes after one another name the partition to whoever looks after it: the first does, and a row that was lost is made
    /// good.
    /// </summary>
    private const int ChangesPerMention = 1000;

    private readonly Partition partition = commits[0].Partition;

    private List<WaitingCommit> Open => [.. commits.Where(commit => !commit.IsAnswered)];

    /// <summary>Answers all of them. What storage refuses may be of one of them only: then each goes alone.</summary>
    public async Task RunAsync()
    {
        try
        {
            await StoreAsync();
        }
        catch (Exception failed) when (!IsOfAll(failed) && Open is { Count: > 1 } open)
        {
            foreach (var commit in open)
            {
                await new CommitGroup(table, heads, calendar, time, [commit]).RunAsync();
            }
        }
        catch (Exception failed)
        {
            Open.ForEach(commit => commit.Fail(failed));
        }
    }

    public static async Task<Head> ReadHeadAsync(ITable table, Partition partition, CancellationToken cancellationToken) =>
        await table.FindAsync(partition.Key, RowKeys.Head, cancellationToken) is { } row
            ? new Head(row.Sequence, row.ETag)
            : new Head(0, default);

    private static bool IsOfAll(Exception failed) =>
        failed is StoreBusyException || (failed is RequestFailedException refused && StorageFaults.IsPassing(refused));

    private async Task StoreAsync()
    {
        var head = heads.Find(partition) ?? await ReadHeadAsync(table, partition, default);
        await MentionAsync(head);
        for (int races = 0, failures = 0; Open.Count > 0;)
        {
            var attempt = await GroupAttempt.PrepareAsync(table, head, Open);
            Submitted submitted;
            try
            {
                submitted = await table.SubmitAsync(partition.Key, attempt.Rows(time.GetUtcNow()), default);
            }
            catch (RequestFailedException failed) when (StorageFaults.IsPassing(failed) && failures++ < MostFailures)
            {
                // It may have taken effect all the same. Then the head is lost, and with the next one the receipts are found.
                continue;
            }

            failures = 0;
            if (submitted.LostAt is not { } lost)
            {
                // First, so that whoever is answered finds what they wrote.
                Saw(attempt.HeadOf(submitted.ETags));
                attempt.Answer(submitted.ETags);
            }
            else if (!attempt.TryRefuse(lost) && !await TryRecogniseAsync(attempt.BearerOf(lost)))
            {
                head = await RaceAsync(head, races++);
            }
        }
    }

    private void Saw(Head head)
    {
        heads.Saw(partition, head);
        if (!commits.All(commit => commit.Operation.IsOfJob))
        {
            heads.Tell(partition, head.Sequence);
        }
    }

    /// <summary>A write whose receipt is there was stored before.</summary>
    private async Task<bool> TryRecogniseAsync(WaitingCommit? bearer)
    {
        if (bearer is null || await table.FindAsync(partition.Key, bearer.ReceiptKey, default) is not { } receipt)
        {
            return false;
        }

        heads.Tell(partition, receipt.Sequence);
        bearer.Repeated(receipt);
        return true;
    }

    /// <summary>The head was lost, or a row that was to be folded.</summary>
    private async Task<Head> RaceAsync(Head head, int races)
    {
        heads.Forget(partition, head);
        if (races + 1 == MostRaces)
        {
            throw new StoreBusyException(partition);
        }

        await PauseAsync(races);
        return await ReadHeadAsync(table, partition, default);
    }

    private Task MentionAsync(Head head) => (head.Sequence + commits.Count - 1) / ChangesPerMention * ChangesPerMention >= head.Sequence
        ? calendar.AddAsync(HousekeepingCalendar.FirstOf(partition, time.GetUtcNow()), default)
        : Task.CompletedTask;

    /// <summary>
    /// Full jitter up to a quarter of a second, so that instances that race do not march in step. Real time: it decides nothing.
    /// </summary>
    private static Task PauseAsync(int races) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, Math.Min(4 << Math.Min(races, 6), 250) + 1)));
}
