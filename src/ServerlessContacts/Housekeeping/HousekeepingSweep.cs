using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Housekeeping;

/// <summary>Puts the partitions that are due into the queue, the longest due first. One whose message was lost is due still, and comes with the next round.</summary>
public sealed class HousekeepingSweep(
    HousekeepingCalendar calendar, IWorkQueue<HousekeepingMessage> queue, Sweeper sweeper, HousekeepingSettings settings, TimeProvider time)
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var due = calendar.Until(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancellationToken);
        return sweeper.RunAsync(
            due with { Rows = due.Rows.Take(settings.PartitionsPerSweep) }, row =>
                queue.SendAsync(HousekeepingMessage.Of(HousekeepingCalendar.Read(row)), cancellationToken), cancellationToken);
    }
}
