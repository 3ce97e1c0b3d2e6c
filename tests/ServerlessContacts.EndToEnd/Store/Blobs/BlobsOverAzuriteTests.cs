using Azure.Storage.Blobs;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Tests.Store.Blobs;

namespace ServerlessContacts.EndToEnd.Store.Blobs;

/// <summary>The genuine SDK against a real storage emulator keeps to the contract.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class BlobsOverAzuriteTests(AzuriteFixture azurite) : BlobStoreContract, IAsyncLifetime
{
    private readonly BlobServiceClient account = new(azurite.ConnectionString);

    protected override IBlobStore Account => new AzureBlobStore(account, TimeProvider.System);

    protected override string Existing { get; } = AzuriteFixture.NewName();

    public Task InitializeAsync() => account.CreateBlobContainerAsync(Existing);

    public Task DisposeAsync() => account.DeleteBlobContainerAsync(Existing);

    [Fact]
    public async Task A_blob_that_is_replaced_while_its_pieces_are_read_is_never_mixed()
    {
        var container = Account.Container(Existing);
        await container.WriteAsync("a", null, new byte[100_000], default);
        await using var pinned = (await container.OpenAsync("a", new BlobPieces(10_000), default))!;
        await using var growing = (await container.OpenAsync("a", new BlobPieces(10_000, IsPinned: false), default))!;
        var piece = new byte[10_000];
        await pinned.ReadExactlyAsync(piece);
        await growing.ReadExactlyAsync(piece);

        await container.WriteAsync("a", null, new byte[200_000], default);
        await Assert.ThrowsAsync<BlobChangedException>(() => pinned.ReadExactlyAsync(piece).AsTask());
        await growing.ReadExactlyAsync(piece);
    }
}
