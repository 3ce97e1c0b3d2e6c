using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;

namespace ServerlessContacts.Functions.Sync;

/// <summary>
/// Keeps contacts in step with providers: the queue's messages do the work, each for a while. A wake-up finds the connections that are
/// due; the timer finds those whose wake-up was lost.
/// </summary>
public sealed class SyncFunctions(SyncTurn turn, DueSweep sweep, WakeUps wakeUps)
{
    [Function("RunSync")]
    public Task Run(
        [QueueTrigger(SyncStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken) =>
        turn.RunAsync(SyncMessage.Parse(message), cancellationToken);

    [Function("WakeUp")]
    public async Task WakeUp(
        [QueueTrigger(WakeUps.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken)
    {
        await wakeUps.BeginAsync(message, cancellationToken);
        await sweep.RunAsync(cancellationToken);
    }

    [Function("SweepConnections")]
    public async Task Sweep([TimerTrigger("0 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await wakeUps.ForgetLostAsync(cancellationToken);
        await sweep.RunAsync(cancellationToken);
    }
}
