using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ServerlessContacts.LocalHost.Queues;

/// <summary>
/// Keeps a message hidden while it is worked on, by renewing a short time of invisibility. When the process dies, the message is there
/// again after at most one lease.
/// </summary>
internal sealed partial class MessageLease
{
    private const int RenewalsPerLease = 3;
    private readonly QueueClient queue;
    private readonly string messageId;
    private readonly TimeSpan duration;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CancellationTokenSource end = new();
    private readonly Task renewing;
    private string receipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider time, ILogger logger)
    {
        this.queue = queue;
        this.duration = duration;
        this.time = time;
        this.logger = logger;
        messageId = message.MessageId;
        receipt = message.PopReceipt;
        renewing = RenewAsync();
    }

    /// <summary>Deletes the message for good.</summary>
    public Task DeleteAsync() => EndAsync(() => queue.DeleteMessageAsync(messageId, receipt, CancellationToken.None));

    /// <summary>Lets the message be received again after a time.</summary>
    public Task ReleaseAsync(TimeSpan after) => EndAsync(() => UpdateAsync(after));

    private async Task EndAsync(Func<Task> last)
    {
        await end.CancelAsync();
        await renewing;
        end.Dispose();
        try
        {
            await last();
        }
        catch (RequestFailedException exception) when (IsLost(exception))
        {
            Log.Lost(logger, queue.Name, messageId);
        }
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(duration / RenewalsPerLease, time);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                await RenewOnceAsync();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The work is done; its outcome is written with the last receipt.
        }
    }

    private async Task RenewOnceAsync()
    {
        try
        {
            await UpdateAsync(duration);
        }
        catch (Exception exception) when (StorageConnections.IsTrouble(exception, CancellationToken.None))
        {
            Log.NotRenewed(logger, queue.Name, messageId, exception);
        }
    }

    /// <summary>Never cancelled: after an update whose answer is given up, the receipt here would no longer be valid.</summary>
    private async Task UpdateAsync(TimeSpan hiddenFor)
    {
        var updated = await queue.UpdateMessageAsync(
            messageId, receipt, visibilityTimeout: hiddenFor, cancellationToken: CancellationToken.None);
        receipt = updated.Value.PopReceipt;
    }

    /// <summary>Another receiver has the message, or somebody has deleted it; work is at least once, so this is no failure.</summary>
    private static bool IsLost(RequestFailedException exception) =>
        exception.ErrorCode == QueueErrorCode.MessageNotFound || exception.ErrorCode == QueueErrorCode.PopReceiptMismatch;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Message {MessageId} of queue {Queue} was not renewed; it may run a second time")]
        public static partial void NotRenewed(ILogger logger, string queue, string messageId, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Message {MessageId} of queue {Queue} was taken by another receiver while it ran")]
        public static partial void Lost(ILogger logger, string queue, string messageId);
    }
}
