using Azure.Storage.Queues;

namespace ServerlessContacts.Backup;

/// <summary>Where a backup waits for its next turn. Implemented over Queue Storage and, in the tests, in memory.</summary>
public interface IBackupQueue
{
    /// <param name="backup">Its id, which is all of the message. It is delivered at least once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SendAsync(string backup, CancellationToken cancellationToken);
}

/// <summary><see cref="IBackupQueue"/> over a client that encodes messages as the host expects them: base64.</summary>
public sealed class BackupQueue(QueueClient client) : IBackupQueue
{
    public Task SendAsync(string backup, CancellationToken cancellationToken) => client.SendMessageAsync(backup, cancellationToken);
}
