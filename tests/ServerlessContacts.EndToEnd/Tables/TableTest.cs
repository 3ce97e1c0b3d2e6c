using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace ServerlessContacts.EndToEnd.Tables;

/// <summary>
/// What the code relies on in Azure.Data.Tables, against a real emulator: a new version of the package that behaves otherwise fails here.
/// </summary>
[Collection(AzuriteCollection.Name)]
public abstract class TableTest(AzuriteFixture fixture)
{
    protected AzuriteFixture Fixture { get; } = fixture;

    protected static TableClientOptions QuickRetries(int retries) =>
        new() { Retry = { MaxRetries = retries, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) } };

    protected static async Task<RequestFailedException> RefusalAsync(Func<Task> action) =>
        await Assert.ThrowsAnyAsync<RequestFailedException>(action);

    protected static async Task<List<TableEntity>> ReadAllAsync(TableClient table, string? filter = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter))
            rows.Add(row);
        return rows;
    }

    protected async Task<TableClient> CreateTableAsync()
    {
        var table = new TableClient(Fixture.ConnectionString, AzuriteFixture.NewTableName());
        await table.CreateIfNotExistsAsync();
        return table;
    }
}
