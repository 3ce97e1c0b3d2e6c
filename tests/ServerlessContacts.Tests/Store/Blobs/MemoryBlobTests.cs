using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Tests.Store.Blobs;

/// <summary>What other tests use instead of an account keeps to the contract.</summary>
public sealed class MemoryBlobTests : BlobStoreContract
{
    protected override IBlobStore Account { get; } = new MemoryBlobs(TimeProvider.System);

    protected override string Existing => "photos";
}
