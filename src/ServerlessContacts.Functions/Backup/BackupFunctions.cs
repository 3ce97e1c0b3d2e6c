using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Backup;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Backup;

/// <summary>
/// The table and what it refers to is stored in a second account: the timer begins, and the queue's messages do the work, each for a
/// while.
/// </summary>
public sealed class BackupFunctions(BackupStart start, BackupRun run)
{
    [Function("StartBackup")]
    public Task Start([TimerTrigger("%" + BackupSettings.Schedule + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        start.RunAsync(cancellationToken);

    [Function("RunBackup")]
    public Task Run(
        [QueueTrigger(BackupStorage.Queue, Connection = StorageClients.Setting)] string message, CancellationToken cancellationToken) =>
        run.RunAsync(message, cancellationToken);
}
