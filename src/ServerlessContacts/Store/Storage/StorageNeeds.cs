using Azure;

namespace ServerlessContacts.Store.Storage;

public enum StorageKind
{
    Table,
    Container,
    Queue,
}

/// <summary>A table, container or queue that the code uses. In Azure the infrastructure declares them all.</summary>
public sealed record StorageNeed(StorageKind Kind, string Name);

/// <summary>Makes what the code uses, where nobody has deployed it: on one machine and in tests.</summary>
public sealed class StorageSetup(StorageClients clients, IEnumerable<StorageNeed> needs)
{
    /// <exception cref="RequestFailedException">The account cannot be reached.</exception>
    public Task EnsureAsync(CancellationToken cancellationToken) => Task.WhenAll(needs.Distinct().Select(need => EnsureAsync(need, cancellationToken)));

    private Task EnsureAsync(StorageNeed need, CancellationToken cancellationToken) => need.Kind switch
    {
        StorageKind.Table => clients.Tables.CreateTableIfNotExistsAsync(need.Name, cancellationToken),
        StorageKind.Container => clients.Blobs.GetBlobContainerClient(need.Name).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        _ => clients.Queues.GetQueueClient(need.Name).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
    };
}
