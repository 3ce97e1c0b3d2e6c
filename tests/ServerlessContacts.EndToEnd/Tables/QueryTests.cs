using Azure.Data.Tables;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ServerlessContacts.EndToEnd.Tables;

public sealed class QueryTests(AzuriteFixture fixture) : TableTest(fixture)
{
    [Fact]
    public async Task A_query_goes_on_past_a_thousand_rows()
    {
        var table = await CreateTableAsync();
        await FillAsync(table, 1050);

        var pages = new List<int>();
        await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'p'").AsPages())
            pages.Add(page.Values.Count);

        Assert.Equal([1000, 50], pages);
    }

    [Fact]
    public async Task Pages_have_the_size_asked_for_and_the_filter_and_columns_on_each()
    {
        var table = await CreateTableAsync();
        await FillAsync(table, 25);
        var query = table.QueryAsync<TableEntity>("RowKey ge '00005'", maxPerPage: 8, select: ["RowKey", "Number"]);

        var pages = new List<string>();
        await foreach (var page in query.AsPages())
        {
            pages.Add(string.Join(' ', page.Values.Select(row => row.GetInt32("Number"))));
            Assert.All(page.Values, row => Assert.False(row.ContainsKey("Other")));
        }

        Assert.Equal(["5 6 7 8 9 10 11 12", "13 14 15 16 17 18 19 20", "21 22 23 24"], pages);
    }

    [Fact]
    public async Task A_query_resumes_from_a_continuation_token()
    {
        var table = await CreateTableAsync();
        await FillAsync(table, 10);
        var query = table.QueryAsync<TableEntity>("PartitionKey eq 'p'");
        string? token = null;
        await foreach (var page in query.AsPages(pageSizeHint: 4))
        {
            token = page.ContinuationToken;
            break;
        }

        var rest = new List<int>();
        await foreach (var page in query.AsPages(token))
            rest.AddRange(page.Values.Select(row => row.GetInt32("Number")!.Value));

        Assert.Equal([4, 5, 6, 7, 8, 9], rest);
    }

    [Fact]
    public async Task A_query_that_finds_nothing_is_empty()
    {
        var table = await CreateTableAsync();
        await FillAsync(table, 3);
        Assert.Empty(await ReadAllAsync(table, "PartitionKey eq 'other'"));
    }

    [Fact]
    public async Task A_filter_the_service_cannot_read_is_refused()
    {
        var table = await CreateTableAsync();
        Assert.Equal(400, (await RefusalAsync(() => ReadAllAsync(table, "PartitionKey eq"))).Status);
    }

    [Fact]
    public async Task A_cancelled_query_stops()
    {
        var table = await CreateTableAsync();
        await FillAsync(table, 10);
        using var cancellation = new CancellationTokenSource();
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in table.QueryAsync<TableEntity>(maxPerPage: 2, cancellationToken: cancellation.Token).AsPages())
            {
                read += page.Values.Count;
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(2, read);
    }

    [Fact]
    public async Task A_cancelled_write_is_not_sent()
    {
        var table = await CreateTableAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(new TableEntity("p", "r"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => table.SubmitTransactionAsync([new(Add, new TableEntity("p", "r"))], cancelled));

        Assert.Empty(await ReadAllAsync(table));
    }

    private static async Task FillAsync(TableClient table, int count)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(numbers.Select(number =>
                new TableTransactionAction(Add, new TableEntity("p", $"{number:00000}") { ["Number"] = number, ["Other"] = "x" })));
        }
    }
}
