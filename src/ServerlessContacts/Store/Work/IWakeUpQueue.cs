using Azure.Storage.Queues;

namespace ServerlessContacts.Store.Work;

/// <summary>Where wake-ups wait until their time. Implemented over Queue Storage and, in the tests, in memory.</summary>
public interface IWakeUpQueue
{
    /// <summary>The message is delivered at least once, not before the delay has passed, and never expires.</summary>
    Task SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary><see cref="IWakeUpQueue"/> over a client that encodes messages as the host expects them: base64.</summary>
public sealed class WakeUpQueue(QueueClient client) : IWakeUpQueue
{
    /// <summary>Storage takes a negative time to live for no end.</summary>
    private static readonly TimeSpan NoEnd = TimeSpan.FromSeconds(-1);

    public Task SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken) => client.SendMessageAsync(message, delay, NoEnd, cancellationToken);
}
