using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Queues;

/// <summary>A function, the queue whose messages start it, and the queue for those that it failed on.</summary>
internal sealed record QueueFunction(BoundFunction<QueueMessage> Function, QueueClient Queue, QueueClient Poison);

/// <summary>
/// Receives the messages of one queue and runs its function with them, at least once each. A message that has failed so often as host.json
/// allows is moved to the poison queue, also when each try ended with the process.
/// </summary>
internal sealed partial class QueuePoller(
    QueueFunction watched,
    QueueSettings settings,
    FunctionInvoker invoker,
    HostLifecycle lifecycle,
    TimeProvider time,
    ILogger logger)
{
    private readonly QueueClient queue = watched.Queue;
    private readonly QueueClient poison = watched.Poison;
    private readonly PollInterval interval = new(settings.MaxPollingInterval);
    private readonly List<Task> running = [];
    private bool exists;

    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await UntilRoomAsync();
                var messages = await ReceiveAsync();
                running.AddRange(messages.Select(ProcessAsync));
                await Task.Delay(interval.After(messages.Length), time, lifecycle.Stopping);
            }
        }
        catch (OperationCanceledException) when (lifecycle.Stopping.IsCancellationRequested)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task UntilRoomAsync()
    {
        while (running.Count > settings.NewBatchThreshold)
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            await ended;
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync()
    {
        running.RemoveAll(task => task.IsCompletedSuccessfully);
        lifecycle.Stopping.ThrowIfCancellationRequested();
        try
        {
            await EnsureExistsAsync();

            // Not cancelled by a stop: a batch whose answer is given up stays hidden for a whole lease.
            return (await queue.ReceiveMessagesAsync(settings.BatchSize, settings.Lease, CancellationToken.None)).Value;
        }
        catch (Exception exception) when (StorageConnections.IsTrouble(exception, CancellationToken.None))
        {
            Log.NotReceived(logger, queue.Name, exception);
            exists = false;
            return [];
        }
    }

    private async Task EnsureExistsAsync()
    {
        if (!exists)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: lifecycle.Stopping);
            exists = true;
        }
    }

    private async Task ProcessAsync(QueueMessage message)
    {
        var lease = new MessageLease(queue, message, settings.Lease, time, logger);
        try
        {
            await (lifecycle.Stopping.IsCancellationRequested ? lease.ReleaseAsync(TimeSpan.Zero) : TryAsync(message, lease));
        }
        catch (Exception exception) when (StorageConnections.IsTrouble(exception, CancellationToken.None))
        {
            Log.OutcomeNotKept(logger, queue.Name, message.MessageId, exception);
        }
    }

    private async Task TryAsync(QueueMessage message, MessageLease lease)
    {
        if (message.DequeueCount <= settings.MaxDequeueCount && await InvokeAsync(message))
        {
            await lease.DeleteAsync();
        }
        else if (message.DequeueCount >= settings.MaxDequeueCount)
        {
            await PoisonAsync(message);
            await lease.DeleteAsync();
        }
        else
        {
            await lease.ReleaseAsync(settings.VisibilityTimeout);
        }
    }

    private async Task<bool> InvokeAsync(QueueMessage message)
    {
        try
        {
            await invoker.InvokeAsync(watched.Function, Decoded(message));
            return true;
        }
        catch (Exception)
        {
            // Any exception of a function fails this try; the invoker has logged it.
            return false;
        }
    }

    /// <summary>The text goes over as it lies in the queue, whatever its encoding.</summary>
    private async Task PoisonAsync(QueueMessage message)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.MessageText, CancellationToken.None);
        Log.Poisoned(logger, message.MessageId, queue.Name, poison.Name, message.DequeueCount);
    }

    private QueueMessage Decoded(QueueMessage message) => QueuesModelFactory.QueueMessage(
        message.MessageId,
        message.PopReceipt,
        MessageBody.Decode(message.MessageText, settings.Base64),
        message.DequeueCount,
        message.NextVisibleOn,
        message.InsertedOn,
        message.ExpiresOn);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Queue {Queue} did not answer")]
        public static partial void NotReceived(ILogger logger, string queue, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "The outcome of message {MessageId} of queue {Queue} was not kept; it will run again")]
        public static partial void OutcomeNotKept(ILogger logger, string queue, string messageId, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "Message {MessageId} of queue {Queue} was moved to {Poison} after {Tries} tries")]
        public static partial void Poisoned(ILogger logger, string messageId, string queue, string poison, long tries);
    }
}
