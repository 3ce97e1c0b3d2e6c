using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Backup;

/// <summary>
/// The containers of the service's own account that rows refer to: what is stored in the second one, and where it comes back to.
/// </summary>
public sealed class BackupSources(RowCatalog catalog, IBlobStore blobs)
{
    /// <summary>In the order in which they are stored.</summary>
    public IReadOnlyList<string> Containers { get; } =
        [.. catalog.Containers.Where(owned => owned.IsBackedUp).OrderBy(owned => owned.Content).Select(owned => owned.Name)];

    public IBlobContainer Of(string name) => blobs.Container(name);
}
