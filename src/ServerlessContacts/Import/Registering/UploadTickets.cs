using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import.Registering;

/// <summary>Somebody was given the right to store one blob: who, what they asked for, and until when.</summary>
public sealed record UploadTicket(string Tenant, string Id, string FileName, string Actor, ImportOptions Options, DateTimeOffset Expires)
{
    public static RowKind Kind { get; } = new('p', "open upload", new PartitionKind(ActiveImports.PartitionKey)) { Trace = Traces.Imports };

    public string Path => $"{Tenant}/{Id}/{FileName}";
}

/// <summary>
/// What is remembered between a request and what follows from it: open tickets of all tenants, in the small partition that a timer goes through, and
/// the ids that requests with an idempotency key were given.
/// </summary>
public sealed class UploadTickets(ITable table)
{
    public static RowKind ReservedKind { get; } = new('q', "reserved import", PartitionKind.Imports);

    private const string PartitionKey = ActiveImports.PartitionKey;

    private readonly PlainRows rows = new(table);

    public Task AddAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
        rows.InsertAsync(PartitionKey, RowOf(ticket.Tenant, ticket.Id), StoredJson.Write(ticket), cancellationToken);

    public async Task<UploadTicket?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        await rows.FindAsync(PartitionKey, RowOf(tenant.Value, id), cancellationToken) is { } row ? Read(row) : null;

    public async Task RemoveAsync(UploadTicket ticket, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(PartitionKey, RowOf(ticket.Tenant, ticket.Id), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    public SweptRows All(CancellationToken cancellationToken) =>
        new("uploads", PartitionKey, rows.RowsAsync(PartitionKey, UploadTicket.Kind, cancellationToken));

    public static UploadTicket Read(StoredRow row) => StoredJson.Read<UploadTicket>(row.Data);

    /// <summary>The id that belongs to a caller's request: the offered one the first time, then always the same.</summary>
    public async Task<string> ReserveIdAsync(TenantId tenant, string request, string offered, CancellationToken cancellationToken)
    {
        var (partition, rowKey) = (Partition.Imports(tenant).Key, UploadTickets.ReservedKind.Key(RowKeys.Hash(request)));
        var row = await rows.InsertAsync(partition, rowKey, StoredJson.Write(offered), cancellationToken)
            ?? await rows.FindAsync(partition, rowKey, cancellationToken);
        return StoredJson.Read<string>(row!.Data);
    }

    private static string RowOf(string tenant, string id) => UploadTicket.Kind.Key($"{tenant}~{KeyText.Encode(id)}");
}
