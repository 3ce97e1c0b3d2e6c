using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Store.Work;

/// <summary>Where work waits for its turn. Implemented over Queue Storage and, in the tests, in memory.</summary>
/// <typeparam name="TMessage">What says whose turn it is; its text is what lies in the queue.</typeparam>
public interface IWorkQueue<in TMessage>
    where TMessage : notnull
{
    /// <summary>The message is delivered at least once, not before the delay has passed, and never expires.</summary>
    Task SendAsync(TMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>The message is delivered at least once.</summary>
    Task SendAsync(TMessage message, CancellationToken cancellationToken) => SendAsync(message, TimeSpan.Zero, cancellationToken);
}

/// <summary><see cref="IWorkQueue{TMessage}"/> over a client that encodes messages as the host expects them: base64.</summary>
public sealed class WorkQueue<TMessage>(QueueClient client) : IWorkQueue<TMessage>
    where TMessage : notnull
{
    /// <summary>Storage takes a negative time to live for no end.</summary>
    private static readonly TimeSpan NoEnd = TimeSpan.FromSeconds(-1);

    public Task SendAsync(TMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        client.SendMessageAsync(message.ToString(), delay, NoEnd, cancellationToken);
}

public static class WorkQueueRegistration
{
    /// <summary>Registers a queue over the clients of the services, and that storage has to have it.</summary>
    public static IServiceCollection AddWorkQueue<TMessage>(this IServiceCollection services, string name)
        where TMessage : notnull
    {
        services.AddSingleton(new StorageNeed(StorageKind.Queue, name));
        services.TryAddSingleton<IWorkQueue<TMessage>>(provider => new WorkQueue<TMessage>(provider.GetRequiredService<QueueServiceClient>()
            .GetQueueClient(name)));
        return services;
    }
}
