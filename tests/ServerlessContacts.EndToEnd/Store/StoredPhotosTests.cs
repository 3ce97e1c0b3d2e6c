using Azure.Storage.Blobs;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.EndToEnd.Store;

[Collection(AzuriteCollection.Name)]
public sealed class StoredPhotosTests(AzuriteFixture azurite)
{
    private static readonly byte[] One = [1];
    private static readonly byte[] Two = [2];

    [Fact]
    public async Task Photos_of_a_tenant_are_listed_and_one_that_was_stored_again_is_not_deleted()
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        await blobs.GetBlobContainerClient(Photos.Container).CreateIfNotExistsAsync();
        var (tenant, other, photos) = (new TenantId(AzuriteFixture.NewName()), new TenantId(AzuriteFixture.NewName()), new Photos(
            new AzureBlobStore(blobs, TimeProvider.System)));
        await photos.SaveAsync(tenant, One, "image/png", default);
        await photos.SaveAsync(tenant, Two, "image/png", default);
        await photos.SaveAsync(other, One, "image/png", default);

        var listed = await photos.AllAsync(tenant, default).ToListAsync();
        Assert.Equal(new[] { Photos.NameOf(One), Photos.NameOf(Two) }.Order(StringComparer.Ordinal), listed.Select(photo => photo.Name));
        Assert.All(listed, photo => Assert.InRange(photo.Stored, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5)));

        await photos.SaveAsync(tenant, One, "image/png", default);
        foreach (var photo in listed)
        {
            await photos.DeleteAsync(tenant, photo, default);
        }

        Assert.NotNull(await photos.FindAsync(tenant, Photos.NameOf(One), default));
        Assert.Null(await photos.FindAsync(tenant, Photos.NameOf(Two), default));
        Assert.NotNull(await photos.FindAsync(other, Photos.NameOf(One), default));
    }
}
