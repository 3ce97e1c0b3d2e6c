using Azure;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Store;

/// <summary>A photo's blob as a listing shows it.</summary>
public sealed record StoredPhoto(string Name, ETag ETag, DateTimeOffset Stored);

/// <summary>The photos of a tenant, for whoever looks after them. Implemented by <see cref="Photos"/> and, in the tests, in memory.</summary>
public interface IStoredPhotos
{
    IAsyncEnumerable<StoredPhoto> AllAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Deletes the photo unless somebody has stored it again since it was listed.</summary>
    Task DeleteAsync(TenantId tenant, StoredPhoto photo, CancellationToken cancellationToken);
}
