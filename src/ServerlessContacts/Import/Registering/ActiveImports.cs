using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Import.Registering;

/// <summary>An import that is not finished, or was not when it was last looked at.</summary>
public sealed record ActiveImport(string Tenant, string Import, DateTimeOffset Since);

/// <summary>
/// The unfinished imports of all tenants in one small partition, so that a timer finds what has lost its message without going through the tenants.
/// A row is there before its import is and goes after it has finished.
/// </summary>
public sealed class ActiveImports(ITable table, TimeProvider time)
{
    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    internal const string PartitionKey = "~imports";

    private readonly PlainRows rows = new(table);

    public Task AddAsync(TenantId tenant, string import, CancellationToken cancellationToken) =>
        rows.InsertAsync(PartitionKey, RowOf(tenant.Value, import), ImportJson.Write(new ActiveImport(tenant.Value, import, time.GetUtcNow())), cancellationToken);

    public async Task RemoveAsync(TenantId tenant, string import, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(PartitionKey, RowOf(tenant.Value, import), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    /// <summary>How many a tenant has; counting ends at the most that is asked for.</summary>
    public ValueTask<int> CountAsync(TenantId tenant, int most, CancellationToken cancellationToken) =>
        table.RangeAsync(PartitionKey, RowOf(tenant.Value, ""), RowOf(tenant.Value, "~"), cancellationToken).Take(most).CountAsync(cancellationToken);

    public SweptRows All(CancellationToken cancellationToken) => new("imports", PartitionKey, rows.RowsAsync(PartitionKey, RowKeys.ActiveImport, cancellationToken));

    public static ActiveImport Read(StoredRow row) => ImportJson.Read<ActiveImport>(row.Data);

    private static string RowOf(string tenant, string import) => RowKeys.Of(RowKeys.ActiveImport, $"{tenant}~{import}");
}
