using Azure.Storage.Queues;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>Where tenants wait for their snapshot. Implemented over Queue Storage and, in the tests, in memory.</summary>
public interface ISnapshotQueue
{
    /// <summary>The message is delivered at least once.</summary>
    Task SendAsync(TenantId tenant, CancellationToken cancellationToken);
}

/// <summary><see cref="ISnapshotQueue"/> over a client that encodes messages as the host expects them: base64.</summary>
public sealed class SnapshotQueue(QueueClient client) : ISnapshotQueue
{
    public Task SendAsync(TenantId tenant, CancellationToken cancellationToken) => client.SendMessageAsync(tenant.Value, cancellationToken);
}
