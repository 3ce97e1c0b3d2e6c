using Azure.Storage.Queues;

namespace ServerlessContacts.Import.Registering;

/// <summary>Where imports wait for their turn. Implemented over Queue Storage and, in the tests, in memory.</summary>
public interface IImportQueue
{
    /// <summary>The message is delivered at least once, not before the delay has passed.</summary>
    Task SendAsync(ImportMessage message, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary><see cref="IImportQueue"/> over a client that encodes messages as the host expects them: base64.</summary>
public sealed class ImportQueue(QueueClient client) : IImportQueue
{
    public Task SendAsync(ImportMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        client.SendMessageAsync(message.ToString(), visibilityTimeout: delay, cancellationToken: cancellationToken);
}
