using Azure.Storage.Queues;

namespace ServerlessContacts.Housekeeping;

/// <summary>Where partitions wait to be looked at. Implemented over Queue Storage and, in the tests, in memory.</summary>
public interface IHousekeepingQueue
{
    /// <summary>The message is delivered at least once.</summary>
    Task SendAsync(HousekeepingMessage message, CancellationToken cancellationToken);
}

/// <summary><see cref="IHousekeepingQueue"/> over a client that encodes messages as the host expects them: base64.</summary>
public sealed class HousekeepingQueue(QueueClient client) : IHousekeepingQueue
{
    public Task SendAsync(HousekeepingMessage message, CancellationToken cancellationToken) => client.SendMessageAsync(message.ToString(), cancellationToken);
}
