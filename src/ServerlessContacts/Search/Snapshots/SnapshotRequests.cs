using System.Runtime.CompilerServices;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Search;

/// <summary>The tenants whose snapshots have fallen behind, in one small partition, so that a timer finds them without going through all tenants.</summary>
public sealed class SnapshotRequests(ITable table)
{
    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    internal const string PartitionKey = "~search";

    private readonly PlainRows rows = new(table);

    public Task AddAsync(TenantId tenant, CancellationToken cancellationToken) =>
        rows.InsertAsync(PartitionKey, RowOf(tenant), Encoding.UTF8.GetBytes(tenant.Value), cancellationToken);

    public async Task ForgetAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(PartitionKey, RowOf(tenant), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    public async IAsyncEnumerable<TenantId> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.RowsAsync(PartitionKey, RowKeys.SnapshotRequest, cancellationToken))
        {
            if (TenantId.TryParse(Encoding.UTF8.GetString(row.Data.Span), out var tenant))
            {
                yield return tenant;
            }
        }
    }

    private static string RowOf(TenantId tenant) => RowKeys.Of(RowKeys.SnapshotRequest, tenant.Value);
}
