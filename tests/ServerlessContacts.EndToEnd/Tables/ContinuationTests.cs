using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.EndToEnd.Tables;

/// <summary>What Azure may answer and the emulator never does.</summary>
public sealed class ContinuationTests(AzuriteFixture fixture) : TableTest(fixture)
{
    private const string Row =
        """{"value":[{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"r","Number@odata.type":"Edm.Int64","Number":"5"}]}""";
    private const string Nothing = """{"value":[]}""";

    [Theory]
    [InlineData("1!4!cA--", "1!8!MDAw")]
    [InlineData("1!4!cA--", null)]
    public async Task An_empty_page_that_names_a_next_one_is_not_the_end(string partition, string? row)
    {
        var queries = new List<(string Filter, string Partition, string? Row)>();
        await using var service = await FaultyService.StartAsync(Fixture.TableEndpoint, 2, (request, _) =>
        {
            var query = request.Request.Query;
            queries.Add((query["$filter"].ToString(), query["NextPartitionKey"].ToString(), query["NextRowKey"]));
            if (queries.Count > 1)
                return request.Response.WriteAsync(Row);
            request.Response.Headers["x-ms-continuation-NextPartitionKey"] = partition;
            request.Response.Headers["x-ms-continuation-NextRowKey"] = row;
            return request.Response.WriteAsync(Nothing);
        });
        var table = new TableClient(service.Endpoint, "contacts", new TableSharedKeyCredential(Azurite.AccountName, Azurite.AccountKey));

        var rows = await ReadAllAsync(table, "PartitionKey eq 'p'");

        Assert.Equal([("PartitionKey eq 'p'", "", null), ("PartitionKey eq 'p'", partition, row)], queries);
        Assert.Equal(["r"], rows.Select(found => found.RowKey));
        Assert.Equal(5L, rows[0].GetInt64("Number"));
    }
}
