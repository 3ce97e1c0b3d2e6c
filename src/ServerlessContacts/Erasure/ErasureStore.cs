using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Erasure;

/// <summary>The rows of erasures, in no log: one for each in its tenant's directory, and the names of the unfinished ones of all tenants in one small partition.</summary>
public sealed class ErasureStore(ITable table, TimeProvider time)
{
    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    internal const string PartitionKey = "~erasures";

    private readonly PlainRows rows = new(table);

    public async Task<StoredErasure?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        IsId(id) && await rows.FindAsync(Key(tenant), RowOf(id), cancellationToken) is { } row ? Read(tenant, row) : null;

    public async IAsyncEnumerable<StoredErasure> AllAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.RowsAsync(Key(tenant), StoredErasure.Kind, cancellationToken))
        {
            yield return Read(tenant, row);
        }
    }

    /// <summary>Stores a new erasure, or answers the one of its id. It is named among the unfinished before it is there.</summary>
    public async Task<StoredErasure> AddAsync(TenantId tenant, ErasureRecord record, CancellationToken cancellationToken)
    {
        var message = new ErasureMessage(tenant.Value, record.Id);
        await rows.InsertAsync(PartitionKey, Unfinished(message), StoredJson.Write(message), cancellationToken);
        await rows.InsertAsync(Key(tenant), RowOf(record.Id), StoredJson.Write(
            new StoredErasure { Record = record, Saved = time.GetUtcNow() }), cancellationToken);
        return await FindAsync(tenant, record.Id, cancellationToken) ?? throw new InvalidDataException($"Erasure {record.Id} is gone right after it was stored.");
    }

    /// <summary>Stores the new state; null where somebody else has changed it since it was read.</summary>
    public async Task<StoredErasure?> SaveAsync(StoredErasure erasure, CancellationToken cancellationToken)
    {
        var saved = erasure with { Saved = time.GetUtcNow() };
        return await rows.ReplaceAsync(Key(erasure.Tenant), erasure.Row!, StoredJson.Write(saved), cancellationToken) is { } row
            ? saved with { Row = row }
            : null;
    }

    public SweptRows Unfinished(CancellationToken cancellationToken) =>
        new("erasures", PartitionKey, rows.RowsAsync(PartitionKey, StoredErasure.Kind, cancellationToken));

    public static ErasureMessage ReadUnfinished(StoredRow row) => StoredJson.Read<ErasureMessage>(row.Data);

    public async Task ForgetAsync(ErasureMessage message, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(PartitionKey, Unfinished(message), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    private static StoredErasure Read(TenantId tenant, StoredRow row) =>
        StoredJson.Read<StoredErasure>(row.Data) with { Row = row, Tenant = tenant };

    private static string Key(TenantId tenant) => Partition.Directory(tenant).Key;

    private static string RowOf(string id) => StoredErasure.Kind.Key(id);

    private static string Unfinished(ErasureMessage message) => StoredErasure.Kind.Key($"{message.Tenant}~{message.Erasure}");

    /// <summary>Ids come from outside too, and not every text may stand in a key.</summary>
    private static bool IsId(string id) => id.Length == Erasures.IdLength && id.All(char.IsAsciiHexDigitLower);
}
