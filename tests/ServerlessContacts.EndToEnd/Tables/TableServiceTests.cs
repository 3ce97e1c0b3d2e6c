using Azure.Data.Tables;

namespace ServerlessContacts.EndToEnd.Tables;

public sealed class TableServiceTests(AzuriteFixture fixture) : TableTest(fixture)
{
    [Fact]
    public async Task Creating_and_deleting_a_table_twice_is_no_failure()
    {
        var service = new TableServiceClient(Fixture.ConnectionString);
        var name = AzuriteFixture.NewTableName();

        var created = await service.CreateTableIfNotExistsAsync(name);
        var again = await service.CreateTableIfNotExistsAsync(name);
        var listed = await NamesAsync(service, name);
        var deleted = await service.DeleteTableAsync(name);
        var gone = await service.DeleteTableAsync(name);

        Assert.Equal((name, name), (created.Value.Name, again.Value.Name));
        Assert.Equal((204, 409), (created.GetRawResponse().Status, again.GetRawResponse().Status));
        Assert.Equal([name], listed);
        Assert.Equal((204, 404), (deleted.Status, gone.Status));
        Assert.Empty(await NamesAsync(service, name));
    }

    [Fact]
    public async Task A_shared_key_and_an_address_do_what_a_connection_string_does()
    {
        var credential = new TableSharedKeyCredential(Azurite.AccountName, Azurite.AccountKey);
        var service = new TableServiceClient(Fixture.TableEndpoint, credential);
        var table = service.GetTableClient(AzuriteFixture.NewTableName());
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var same = new TableClient(Fixture.TableEndpoint, table.Name, credential);

        Assert.Equal("r", (await same.GetEntityAsync<TableEntity>("p", "r")).Value.RowKey);
        Assert.Equal((Azurite.AccountName, Azurite.AccountName), (service.AccountName, table.AccountName));
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var credential = new TableSharedKeyCredential(Azurite.AccountName, Convert.ToBase64String(new byte[64]));
        var table = new TableClient(Fixture.TableEndpoint, AzuriteFixture.NewTableName(), credential);
        Assert.Equal(403, (await RefusalAsync(() => table.CreateIfNotExistsAsync())).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("TableEndpoint=http://127.0.0.1/a")]
    public void A_connection_string_without_an_account_is_refused(string text) =>
        Assert.ThrowsAny<Exception>(() => new TableServiceClient(text));

    private static async Task<List<string>> NamesAsync(TableServiceClient service, string name)
    {
        var names = new List<string>();
        await foreach (var table in service.QueryAsync($"TableName eq '{name}'"))
            names.Add(table.Name);
        return names;
    }
}
