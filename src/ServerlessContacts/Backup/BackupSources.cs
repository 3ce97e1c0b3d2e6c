using Azure.Storage.Blobs;

namespace ServerlessContacts.Backup;

/// <summary>The containers of the service's own account: what is stored in the second one, and where it comes back to.</summary>
public sealed class BackupSources(Func<string, IStoredFiles> container)
{
    public BackupSources(BlobServiceClient blobs)
        : this(name => new BlobFiles(blobs.GetBlobContainerClient(name)))
    {
    }

    public IStoredFiles Of(string name) => container(name);
}
