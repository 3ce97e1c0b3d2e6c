using Azure.Data.Tables;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.EndToEnd.Store;

[Collection(AzuriteCollection.Name)]
public sealed class CommitGroupOverAzuriteTests(AzuriteFixture azurite) : CommitGroupContract, IAsyncLifetime
{
    private readonly TableClient client = new(azurite.ConnectionString, AzuriteFixture.NewTableName());

    protected override ITable Table => new AzureTable(client);

    public Task InitializeAsync() => client.CreateIfNotExistsAsync();

    public Task DisposeAsync() => client.DeleteAsync();
}
