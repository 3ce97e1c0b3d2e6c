using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Search;

/// <summary>Makes the snapshots that indexes have asked for. Whatever is repeated or lost only costs time.</summary>
public sealed class SnapshotBuilder(
    SearchIndexes indexes, SnapshotStore store, IWorkQueue<SnapshotMessage> queue, Sweeper sweeper, TenantDirectory tenants)
{
    /// <summary>Queues the tenants whose snapshots have fallen behind; a request is forgotten when its message is on its way.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        sweeper.RunAsync(store.Requests.All(cancellationToken), row => SendAsync(SnapshotRequests.Read(row), cancellationToken), cancellationToken);

    private async Task SendAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await queue.SendAsync(new SnapshotMessage(tenant), cancellationToken);
        await store.Requests.ForgetAsync(tenant, cancellationToken);
    }

    /// <param name="message">The text of a <see cref="SnapshotMessage"/>.</param>
    /// <param name="cancellationToken">Ends the work; the message comes again.</param>
    public async Task BuildAsync(string message, CancellationToken cancellationToken)
    {
        if (TenantId.TryParse(message, out var tenant) && await tenants.FindAsync(tenant, cancellationToken) is { Tenant: { } record })
        {
            await store.SaveAsync(
                tenant, await indexes.LatestAsync(new AccessScope(tenant, record.Shards, null), cancellationToken), cancellationToken);
        }
    }
}
