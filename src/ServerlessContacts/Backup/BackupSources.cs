using Azure.Storage.Blobs;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Backup;

/// <summary>
/// The containers of the service's own account that rows refer to: what is stored in the second one, and where it comes back to.
/// </summary>
public sealed class BackupSources(RowCatalog catalog, Func<string, IStoredFiles> container)
{
    public BackupSources(RowCatalog catalog, BlobServiceClient blobs)
        : this(catalog, name => new BlobFiles(blobs.GetBlobContainerClient(name)))
    {
    }

    /// <summary>In the order in which they are stored.</summary>
    public IReadOnlyList<string> Containers { get; } =
        [.. catalog.Containers.Where(owned => owned.IsBackedUp).OrderBy(owned => owned.Content).Select(owned => owned.Name)];

    public IStoredFiles Of(string name) => container(name);
}
