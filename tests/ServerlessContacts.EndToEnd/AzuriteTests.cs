using System.Net.Sockets;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ServerlessContacts.EndToEnd;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTests(AzuriteFixture fixture)
{
    [Fact]
    public async Task Blobs_and_queues_answer()
    {
        var name = AzuriteFixture.NewName();
        await new BlobContainerClient(fixture.ConnectionString, name).CreateAsync();
        await new QueueClient(fixture.ConnectionString, name).CreateAsync();

        Assert.True(await new BlobContainerClient(fixture.ConnectionString, name).ExistsAsync());
        Assert.True(await new QueueClient(fixture.ConnectionString, name).ExistsAsync());
    }

    [Fact]
    public async Task A_folder_outlives_the_emulator()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("azurite").FullName;
        await using (var first = await Azurite.StartAsync(folder))
            await new BlobContainerClient(first.ConnectionString, "kept").CreateAsync();

        await using (var second = await Azurite.StartAsync(folder))
            Assert.True(await new BlobContainerClient(second.ConnectionString, "kept").ExistsAsync());

        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_listens_after_it_was_stopped()
    {
        var azurite = await Azurite.StartAsync();
        var endpoint = azurite.TableEndpoint;
        await azurite.DisposeAsync();

        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(endpoint.Host, endpoint.Port));
    }
}
