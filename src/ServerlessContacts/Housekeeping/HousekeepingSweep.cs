using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Housekeeping;

/// <summary>Puts the partitions that are due into the queue, the longest due first. One whose message was lost is due still, and comes with the next round.</summary>
public sealed class HousekeepingSweep(UpkeepCalendar calendar, IHousekeepingQueue queue, HousekeepingSettings settings, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await foreach (var due in calendar.UntilAsync(today, cancellationToken).Take(settings.PartitionsPerSweep))
        {
            await queue.SendAsync(HousekeepingMessage.Of(due), cancellationToken);
        }
    }
}
