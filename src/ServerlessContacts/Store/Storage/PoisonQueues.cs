using Azure;
using Azure.Storage.Queues;

namespace ServerlessContacts.Store.Storage;

/// <summary>Counts the messages that no try could handle. The host moves them, so all that can be seen from here is where they lie.</summary>
public sealed class PoisonQueues(QueueServiceClient queues, IEnumerable<StorageNeed> needs)
{
    /// <summary>Where the host puts blobs that no try could handle; the name is its own.</summary>
    public const string Blobs = "webjobs-blobtrigger-poison";

    /// <summary>What the host appends to a queue's name.</summary>
    public const string Suffix = "-poison";

    private const int NotFound = 404;

    public async Task CountAsync(CancellationToken cancellationToken)
    {
        foreach (var name in needs.Where(need => need.Kind == StorageKind.Queue).Select(need => need.Name + Suffix).Append(Blobs).Distinct(StringComparer.Ordinal))
        {
            StoreTelemetry.Poisoned(name, await LengthAsync(name, cancellationToken));
        }
    }

    private async Task<long> LengthAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await queues.GetQueueClient(name).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            // The host makes the queue with its first message.
            return 0;
        }
    }
}
