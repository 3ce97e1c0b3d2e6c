using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import.Registering;

/// <summary>An import that is not finished, or was not when it was last looked at.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Import">Its id.</param>
/// <param name="Since">When it began to wait.</param>
/// <param name="Bytes">The length of its file, or of the one that it takes back; 0 where an older version wrote the row.</param>
public sealed record ActiveImport(string Tenant, string Import, DateTimeOffset Since, long Bytes = 0)
{
    public static RowKind Kind { get; } = new('a', "unfinished import", new PartitionKind(ActiveImports.PartitionKey));

    /// <summary>As it was read.</summary>
    [JsonIgnore]
    public StoredRow? Row { get; init; }
}

/// <summary>
/// The unfinished imports of all tenants in one small partition, so that a timer finds what has lost its message without going through the tenants.
/// A row is there before its import is and goes after it has finished.
/// </summary>
public sealed class ActiveImports(ITable table, TimeProvider time)
{
    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    internal const string PartitionKey = "~imports";

    private readonly PlainRows rows = new(table);

    /// <summary>The row is written anew where it is there already: whoever is about to take the old one away finds another.</summary>
    public Task AddAsync(TenantId tenant, string import, long bytes, CancellationToken cancellationToken) =>
        rows.PutAsync(
            PartitionKey,
            RowOf(tenant.Value, import),
            StoredJson.Write(new ActiveImport(tenant.Value, import, time.GetUtcNow(), bytes)),
            cancellationToken);

    /// <summary>
    /// Takes the row away as it was read, and none that was written since. It is read before the import that has finished.
    /// </summary>
    public Task RemoveAsync(ActiveImport finished, CancellationToken cancellationToken) =>
        rows.DeleteAsync(PartitionKey, finished.Row!, cancellationToken);

    public async Task<ActiveImport?> FindAsync(TenantId tenant, string import, CancellationToken cancellationToken) =>
        await rows.FindAsync(PartitionKey, RowOf(tenant.Value, import), cancellationToken) is { } row ? Read(row) : null;

    /// <summary>How many a tenant has; counting ends at the most that is asked for.</summary>
    public ValueTask<int> CountAsync(TenantId tenant, int most, CancellationToken cancellationToken) =>
        RowsOf(tenant, cancellationToken).Take(most).CountAsync(cancellationToken);

    /// <summary>Those of a tenant.</summary>
    public IAsyncEnumerable<ActiveImport> OfAsync(TenantId tenant, CancellationToken cancellationToken) =>
        RowsOf(tenant, cancellationToken).Select(Read);

    public SweptRows All(CancellationToken cancellationToken) =>
        new("imports", PartitionKey, rows.RowsAsync(PartitionKey, ActiveImport.Kind, cancellationToken));

    public static ActiveImport Read(StoredRow row) => StoredJson.Read<ActiveImport>(row.Data) with { Row = row };

    private IAsyncEnumerable<StoredRow> RowsOf(TenantId tenant, CancellationToken cancellationToken) =>
        table.RangeAsync(PartitionKey, RowOf(tenant.Value, ""), RowOf(tenant.Value, "~"), cancellationToken);

    private static string RowOf(string tenant, string import) => ActiveImport.Kind.Key($"{tenant}~{import}");
}
