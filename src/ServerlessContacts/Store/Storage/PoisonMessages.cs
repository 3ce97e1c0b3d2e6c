using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ServerlessContacts.Store.Storage;

/// <summary>One message that no try could handle.</summary>
/// <param name="Queue">Where it came from, without the suffix.</param>
/// <param name="Inserted">When it was given up.</param>
/// <param name="Text">What it was to have done; ids, and no contact data.</param>
public sealed record PoisonMessage(string Queue, DateTimeOffset? Inserted, string Text);

/// <summary>What an operator does with messages that no try could handle, after the cause is mended.</summary>
public sealed class PoisonMessages(QueueServiceClient queues)
{
    /// <summary>As many as storage hands out at once.</summary>
    private const int AtOnce = 32;

    /// <summary>For moving some messages; those that a process took and did not move are there again afterwards.</summary>
    private static readonly TimeSpan Taken = TimeSpan.FromMinutes(1);

    /// <summary>The oldest of each queue, 32 at most, and how many there are in all.</summary>
    public async IAsyncEnumerable<(string Queue, int Count, IReadOnlyList<PoisonMessage> Oldest)> ListAsync()
    {
        await foreach (var queue in queues.GetQueuesAsync())
        {
            if (!queue.Name.EndsWith(PoisonQueues.Suffix, StringComparison.Ordinal))
            {
                continue;
            }

            var client = queues.GetQueueClient(queue.Name);
            var count = (await client.GetPropertiesAsync()).Value.ApproximateMessagesCount;
            var name = queue.Name[..^PoisonQueues.Suffix.Length];
            var oldest = count == 0 ? [] : (await client.PeekMessagesAsync(AtOnce)).Value.Select(message => new PoisonMessage(name, message.InsertedOn, message.MessageText)).ToList();
            yield return (name, count, oldest);
        }
    }

    /// <summary>
    /// Puts the messages of a queue back into it and answers how many. One that was put back and not yet deleted when the process ended is put back twice, as any message may come twice.
    /// </summary>
    public async Task<int> ReturnAsync(string queue)
    {
        var target = queues.GetQueueClient(queue);
        return await TakeAllAsync(queue, message => target.SendMessageAsync(message.MessageText));
    }

    /// <summary>Deletes the messages of a queue and answers how many.</summary>
    public Task<int> DeleteAsync(string queue) => TakeAllAsync(queue, _ => Task.CompletedTask);

    private async Task<int> TakeAllAsync(string queue, Func<QueueMessage, Task> handle)
    {
        var poison = queues.GetQueueClient(queue + PoisonQueues.Suffix);
        for (var count = 0; ;)
        {
            QueueMessage[] messages = await poison.ReceiveMessagesAsync(AtOnce, Taken);
            if (messages.Length == 0)
            {
                return count;
            }

            foreach (var message in messages)
            {
                await handle(message);
                await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                count++;
            }
        }
    }
}
