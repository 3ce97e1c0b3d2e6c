using Azure.Storage.Blobs;

namespace ServerlessContacts.Store.Blobs;

/// <summary><see cref="IBlobStore"/> over Blob Storage.</summary>
public sealed class AzureBlobStore(BlobServiceClient account, UploadSigner signer) : IBlobStore
{
    public AzureBlobStore(BlobServiceClient account, TimeProvider time)
        : this(account, new UploadSigner(account, time))
    {
    }

    public IBlobContainer Container(string name) => new AzureBlobContainer(account.GetBlobContainerClient(name), signer);
}
