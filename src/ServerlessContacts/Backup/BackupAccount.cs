using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Backup;

/// <summary>
/// The second account: <c>Backup</c> as a connection string, or <c>Backup__blobServiceUri</c>, reached with an identity (<c>Backup__clientId</c> names a user-assigned one). Where neither is
/// set there are no backups.
/// </summary>
public sealed class BackupAccount
{
    public BackupAccount(IConfiguration configuration, TimeProvider time)
    {
        Client = StorageClients.BlobsOf(configuration.GetSection(BackupSettings.Section));
        Files = Client is null ? null : new AzureBlobStore(Client, time).Container(BackupStorage.Container);
    }

    /// <summary>For tests, and for whoever keeps backups elsewhere.</summary>
    public BackupAccount(IBlobContainer? files) => Files = files;

    /// <summary>Null where no account is set.</summary>
    public IBlobContainer? Files { get; }

    private BlobServiceClient? Client { get; }

    /// <summary>Makes the container where nobody has deployed it.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        Client?.GetBlobContainerClient(BackupStorage.Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken) ?? Task.CompletedTask;
}
