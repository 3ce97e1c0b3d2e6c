using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// The right to write imports into one tenant: two imports that match side by side would both make the same contact.
/// </summary>
public static class WriterLease
{
    public static RowKind Kind { get; } = new('w', "writer lease", PartitionKind.Imports);

    /// <summary>The lease, or null while another run holds it.</summary>
    public static Task<Lease?> TryTakeAsync(
        ITable table, TimeProvider time, TenantId tenant, string import, TimeSpan length, CancellationToken cancellationToken) =>
        Lease.TryTakeAsync(table, time, RowOf(tenant), import, length, cancellationToken);

    /// <summary>The import whose message the lease was taken for; null while nobody holds it.</summary>
    public static Task<string?> HolderAsync(ITable table, TimeProvider time, TenantId tenant, CancellationToken cancellationToken) =>
        Lease.HolderAsync(table, time, RowOf(tenant), cancellationToken);

    private static LeaseRow RowOf(TenantId tenant) => new(Partition.Imports(tenant).Key, Kind.Key("writer"));
}
