using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Sync;

namespace ServerlessContacts.Functions;

/// <summary>Keeps contacts in step with providers: the queue's messages do the work, each for a while; the timer finds the connections that are due.</summary>
public sealed class SyncFunctions(SyncTurn turn, DueSweep sweep)
{
    [Function("RunSync")]
    public Task Run([QueueTrigger(SyncStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken) =>
        turn.RunAsync(SyncMessage.Parse(message), cancellationToken);

    [Function("SweepConnections")]
    public Task Sweep([TimerTrigger("*/10 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
