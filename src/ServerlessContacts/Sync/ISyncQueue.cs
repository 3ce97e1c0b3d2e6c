using Azure.Storage.Queues;

namespace ServerlessContacts.Sync;

/// <summary>Where connections wait for their turn. Implemented over Queue Storage and, in the tests, in memory.</summary>
public interface ISyncQueue
{
    /// <summary>The message is delivered at least once, not before the delay has passed.</summary>
    Task SendAsync(SyncMessage message, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary><see cref="ISyncQueue"/> over a client that encodes messages as the host expects them: base64.</summary>
public sealed class SyncQueue(QueueClient client) : ISyncQueue
{
    public Task SendAsync(SyncMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        client.SendMessageAsync(message.ToString(), visibilityTimeout: delay, cancellationToken: cancellationToken);
}
