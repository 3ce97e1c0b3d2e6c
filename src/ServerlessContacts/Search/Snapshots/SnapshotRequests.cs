using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Search;

/// <summary>The tenants whose snapshots have fallen behind, in one small partition, so that a timer finds them without going through all tenants.</summary>
public sealed class SnapshotRequests(ITable table)
{
    public static RowKind Kind { get; } = new('p', "snapshot request", new PartitionKind(PartitionKey));

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

    public SweptRows All(CancellationToken cancellationToken) =>
        new("snapshots", PartitionKey, rows.RowsAsync(PartitionKey, SnapshotRequests.Kind, cancellationToken));

    public static TenantId Read(StoredRow row) =>
        TenantId.TryParse(Encoding.UTF8.GetString(row.Data.Span), out var tenant) ? tenant : throw new InvalidDataException("A row names no possible tenant.");

    public IAsyncEnumerable<TenantId> AllAsync(CancellationToken cancellationToken) => All(cancellationToken).Rows.Select(Read);

    private static string RowOf(TenantId tenant) => SnapshotRequests.Kind.Key(tenant.Value);
}
