using Azure.Storage.Queues;

namespace ServerlessContacts.Erasure;

/// <summary>Where erasures wait. Implemented over Queue Storage and, in the tests, in memory.</summary>
public interface IErasureQueue
{
    /// <summary>The message is delivered at least once.</summary>
    Task SendAsync(ErasureMessage message, CancellationToken cancellationToken);
}

/// <summary><see cref="IErasureQueue"/> over a client that encodes messages as the host expects them: base64.</summary>
public sealed class ErasureQueue(QueueClient client) : IErasureQueue
{
    public Task SendAsync(ErasureMessage message, CancellationToken cancellationToken) => client.SendMessageAsync(message.ToString(), cancellationToken);
}
