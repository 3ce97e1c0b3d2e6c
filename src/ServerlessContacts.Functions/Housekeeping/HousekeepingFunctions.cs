using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Housekeeping;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Housekeeping;

/// <summary>
/// What is old is deleted: the timer finds the partitions that are due, and the queue's messages do the work, each for a while.
/// </summary>
public sealed class HousekeepingFunctions(
    HousekeepingSweep sweep, QuarantineSweep quarantine, SetAsideRows aside, PartitionHousekeeping housekeeping)
{
    [Function("SweepHousekeeping")]
    public async Task Sweep([TimerTrigger("0 17 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await sweep.RunAsync(cancellationToken);
        await quarantine.RunAsync(cancellationToken);
        await aside.ForgetAsync(cancellationToken);
    }

    [Function("KeepHouse")]
    public Task Run(
        [QueueTrigger(
            HousekeepingStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken) =>
        housekeeping.RunAsync(HousekeepingMessage.Parse(message), cancellationToken);
}
