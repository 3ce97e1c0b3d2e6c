using System.Security.Cryptography;
using Azure;
using Microsoft.AspNetCore.DataProtection;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Sync.SignIn;

/// <summary>Secrets as they were read, with their row for the next write; no row where none were ever stored.</summary>
public sealed record StoredSecrets(ConnectionSecrets Secrets, StoredRow? Row);

/// <summary>
/// The secrets of each connection, encrypted under a purpose that names tenant, owner and connection: a row that is copied to another connection is worth
/// nothing there. In no log, so that what is replaced is gone.
/// </summary>
public sealed class SecretStore(ITable table, IDataProtectionProvider protection)
{
    public static RowKind Kind { get; } = new('o', "secrets", PartitionKind.Member);

    private const string Purpose = "ServerlessContacts.Sync.Secrets.v1";

    private readonly PlainRows rows = new(table);

    public async Task<StoredSecrets> FindAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var row = await rows.FindAsync(key.Partition.Key, RowOf(key), cancellationToken);
        return new StoredSecrets(row is null ? ConnectionSecrets.None : Read(key, row), row);
    }

    /// <summary>The secrets as they are now stored; null where somebody else has changed them since they were read.</summary>
    public async Task<StoredSecrets?> SaveAsync(ConnectionKey key, StoredSecrets before, ConnectionSecrets secrets, CancellationToken cancellationToken)
    {
        var data = WithKeyRing(() => Protector(key).Protect(StoredJson.Write(secrets)));
        var row = before.Row is null
            ? await rows.InsertAsync(key.Partition.Key, RowOf(key), data, cancellationToken)
            : await rows.ReplaceAsync(key.Partition.Key, before.Row, data, cancellationToken);
        return row is null ? null : new StoredSecrets(secrets, row);
    }

    /// <summary>The edits that forget the secrets.</summary>
    public static IReadOnlyList<Edit> Forget(StoredSecrets stored) =>
        stored.Row is { } row ? [new Edit(row.RowKey, row, null) { IsLogged = false }] : [];

    /// <summary>A row that cannot be decrypted, because its key is lost, is as good as none: the member signs in again.</summary>
    private ConnectionSecrets Read(ConnectionKey key, StoredRow row)
    {
        try
        {
            return StoredJson.Read<ConnectionSecrets>(WithKeyRing(() => Protector(key).Unprotect(row.Data.ToArray())));
        }
        catch (CryptographicException lost) when (lost.InnerException is null)
        {
            return ConnectionSecrets.None;
        }
    }

    /// <summary>Data Protection takes every failure for one of cryptography, also that its keys could not be read just now.</summary>
    private static T WithKeyRing<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (CryptographicException failed) when (failed.InnerException is RequestFailedException storage)
        {
            throw new RequestFailedException(storage.Status, "The keys cannot be read.", failed);
        }
    }

    private IDataProtector Protector(ConnectionKey key) => protection.CreateProtector(Purpose, key.Tenant.Value, key.Owner.Value, key.Id);

    private static string RowOf(ConnectionKey key) => SecretStore.Kind.Key(key.Id);
}
