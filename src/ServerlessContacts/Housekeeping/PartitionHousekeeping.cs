using Microsoft.Extensions.Logging;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Housekeeping;

/// <summary>
/// Looks after one partition: its log is compacted, deleted contacts are purged, each step deletes what is beyond its time, and the day of
/// the next look is settled. What the time does not suffice for is left to a next message; what is repeated finds nothing to do.
/// </summary>
public sealed partial class PartitionHousekeeping(
    ITable table, Journal journal, LogCompactor compactor, DeletedContactRows deleted, RowCatalog catalog, HousekeepingCalendar calendar,
    IWorkQueue<HousekeepingMessage> queue,
    HousekeepingSettings settings, Retentions retentions, TimeProvider time, ILogger<PartitionHousekeeping> logger)
{
    private readonly PlainRows rows = new(table);

    public async Task RunAsync(HousekeepingMessage message, CancellationToken cancellationToken)
    {
        var due = message.Due();
        if (!await calendar.HasAsync(due, cancellationToken))
        {
            return;
        }

        var start = await LogStart.ReadAsync(journal, due.Partition, cancellationToken);
        if (start.IsStale(due.Day) || await IsUnwrittenAsync(due.Partition, cancellationToken))
        {
            await calendar.ForgetAsync(due, cancellationToken);
        }
        else if (await LookAsync(due.Partition, time.GetUtcNow(), cancellationToken) is { } next)
        {
            await MoveAsync(due, due with { Day = next }, start.Through, cancellationToken);
        }
        else
        {
            await queue.SendAsync(message, cancellationToken);
        }
    }

    /// <summary>Put into the calendar by somebody who died before the first change.</summary>
    private async Task<bool> IsUnwrittenAsync(Partition partition, CancellationToken cancellationToken) =>
        partition.HasLog && await journal.SequenceAsync(partition, cancellationToken) == 0;

    /// <summary>The day of the next look; null where this one is not over.</summary>
    private async Task<DateOnly?> LookAsync(Partition partition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now + settings.Budget;
        var compaction = await compactor.RunAsync(partition, now - retentions.LogRetention, until, cancellationToken);
        if (compaction.End != CompactionEnd.Complete)
        {
            return null;
        }

        var start = await LogStart.ReadAsync(journal, partition, cancellationToken);
        // Where only the newest change is left, whatever comes will be old enough after the retention at the earliest.
        DateTimeOffset? ripe = await deleted.PurgeAsync(partition, start.Through, until, cancellationToken)
            ? (compaction.OldestKept ?? now) + retentions.LogRetention
            : null;
        foreach (var step in catalog.Rooms.SelectMany(room => room.Housekeeping))
        {
            ripe = ripe is { } first && await step.RunAsync(partition, until, cancellationToken) is { } other
                ? Earlier(first, other)
                : null;
        }

        return ripe is { } next ? DayOf(next > now + settings.LookEvery ? next : now + settings.LookEvery) : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>The next row is there before the partition says so, and the old one goes after.</summary>
    private async Task MoveAsync(DuePartition due, DuePartition next, long before, CancellationToken cancellationToken)
    {
        await calendar.AddAsync(next, cancellationToken);
        var row = await rows.FindAsync(due.Partition.Key, RowKeys.LogStart, cancellationToken);
        var start = LogStart.Read(row) with { Due = next.Day };
        var saved = row is null
            ? await rows.InsertAsync(due.Partition.Key, RowKeys.LogStart, start.Write(), cancellationToken)
            : await rows.ReplaceAsync(due.Partition.Key, row, start.Write(), cancellationToken);
        if (saved is null)
        {
            // Another looks after it at the same time; the row that is due stays until one of the two has said when to come again.
            return;
        }

        await calendar.ForgetAsync(due, cancellationToken);
        Log.Looked(logger, due.Partition.Key, start.Through - before, next.Day);
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime).AddDays(1);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Housekeeping of {Partition}: {Changes} changes left the log; the next look is on {Day}")]
        public static partial void Looked(ILogger logger, string partition, long changes, DateOnly day);
    }
}
