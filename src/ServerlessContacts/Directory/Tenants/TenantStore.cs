using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Directory.Tenants;

/// <summary>Makes tenants and changes their settings.</summary>
public sealed class TenantStore(Journal journal, TimeProvider time)
{
    private static readonly string Row = TenantRecord.Kind.Key("settings");

    /// <summary>Makes the tenant unless it is there; then nothing of it changes.</summary>
    public async Task EnsureAsync(TenantId tenant, string name, string country, CancellationToken cancellationToken)
    {
        var partition = Partition.Directory(tenant);
        if (await journal.FindAsync(partition, Row, cancellationToken) is null)
        {
            var record = new TenantRecord { Name = name, Country = country, Created = time.GetUtcNow() };
            await journal.CommitAsync(
                partition, Operation.New("system"), [new Edit(Row, null, StoredJson.Write(record))], cancellationToken);
        }
    }

    /// <summary>The new settings if the tenant is still at the version that the caller saw; null if not.</summary>
    public async Task<(TenantRecord Tenant, long Version)?> UpdateAsync(
        TenantId tenant, long version, Func<TenantRecord, TenantRecord> change, string actor, CancellationToken cancellationToken)
    {
        var partition = Partition.Directory(tenant);
        var row = await journal.FindAsync(partition, Row, cancellationToken);
        if (row is null || row.Sequence != version)
        {
            return null;
        }

        var record = change(StoredJson.Read<TenantRecord>(row));
        var committed =
            await journal.CommitAsync(partition, Operation.New(actor), [new Edit(Row, row, StoredJson.Write(record))], cancellationToken);
        return committed.IsStored ? (record, committed.Sequence) : null;
    }
}
