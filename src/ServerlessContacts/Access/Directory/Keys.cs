using System.Security.Cryptography;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Access;

/// <summary>A key as its maker sees it, this once with its secret.</summary>
public sealed record IssuedKey(ApplicationKeyRecord Record, string Secret);

/// <summary>Makes, rotates and revokes application keys. Secrets are shown once and stored as hashes only.</summary>
public sealed class Keys(Journal journal, TimeProvider time, RandomNumberGenerator random)
{
    /// <summary>How long the old secret goes on after a rotation, so that applications can be changed over.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    public async Task<IssuedKey> CreateAsync(TenantId tenant, string name, IReadOnlyList<string> scopes, DateTimeOffset? expires, string actor, CancellationToken cancellationToken)
    {
        var key = ApplicationKey.Create(tenant, random);
        var record = ApplicationKeyRecord.For(key, name, scopes, actor, time.GetUtcNow()) with { Expires = expires };
        await journal.CommitAsync(Partition.Directory(tenant), Operation.New(actor), [new Edit(Row(key.Id), null, DirectoryJson.Write(record))], cancellationToken);
        return new IssuedKey(record, key.Format());
    }

    /// <summary>The key with a new secret; null where there is none of that id, or it is revoked.</summary>
    public async Task<IssuedKey?> RotateAsync(TenantId tenant, string id, string actor, CancellationToken cancellationToken)
    {
        var key = ApplicationKey.Replace(tenant, id, random);
        var record = await ChangeAsync(tenant, id, record => record.Rotate(key, time.GetUtcNow(), Overlap), actor, cancellationToken);
        return record is null ? null : new IssuedKey(record, key.Format());
    }

    /// <summary>The revoked key; null where there is none of that id, or it is revoked already.</summary>
    public Task<ApplicationKeyRecord?> RevokeAsync(TenantId tenant, string id, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, id, record => record.Revoke(time.GetUtcNow()), actor, cancellationToken);

    private async Task<ApplicationKeyRecord?> ChangeAsync(
        TenantId tenant, string id, Func<ApplicationKeyRecord, ApplicationKeyRecord> change, string actor, CancellationToken cancellationToken)
    {
        var partition = Partition.Directory(tenant);
        while (await journal.FindAsync(partition, Row(id), cancellationToken) is { } row && DirectoryJson.Read<ApplicationKeyRecord>(row) is { Revoked: null } record)
        {
            var changed = change(record);
            var edit = new Edit(row.RowKey, row, DirectoryJson.Write(changed));
            if ((await journal.CommitAsync(partition, Operation.New(actor), [edit], cancellationToken)).IsStored)
            {
                return changed;
            }
        }

        return null;
    }

    private static string Row(string id) => RowKeys.Of(RowKeys.ApplicationKey, KeyText.Encode(id));
}
