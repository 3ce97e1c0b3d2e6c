using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ServerlessContacts.EndToEnd.Tables;

public sealed class RetryTests(AzuriteFixture fixture) : TableTest(fixture)
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_refusal_that_may_pass_is_tried_again(int status)
    {
        await using var service = await StartAsync(2, Answer(status));
        var table = await TableBehindAsync(service, retries: 3);

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "Ada" });

        Assert.Equal(3, service.Requests);
        Assert.Equal("Ada", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Name"));
    }

    [Fact]
    public async Task A_transaction_is_sent_again_whole()
    {
        await using var service = await StartAsync(2, Answer(503));
        var table = await TableBehindAsync(service, retries: 3);

        var answers = await table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(index => new TableTransactionAction(Add, new TableEntity("p", $"{index:000}"))));

        Assert.Equal((100, 3), (answers.Value.Count, service.Requests));
        Assert.Equal(100, (await ReadAllAsync(table)).Count);
    }

    [Fact]
    public async Task A_dropped_connection_is_tried_again()
    {
        await using var service = await StartAsync(1, (request, _) => Drop(request));
        var table = await TableBehindAsync(service, retries: 1);

        await table.UpsertEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(2, service.Requests);
        Assert.Single(await ReadAllAsync(table));
    }

    [Fact]
    public async Task A_lost_answer_makes_the_retried_insert_meet_its_own_row()
    {
        await using var service = await StartAsync(1, async (request, forward) =>
        {
            request.Response.Body = Stream.Null;
            await forward();
            await Drop(request);
        });
        var table = await TableBehindAsync(service, retries: 1);

        var refusal = await RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((409, "EntityAlreadyExists"), (refusal.Status, refusal.ErrorCode));
        Assert.Single(await ReadAllAsync(table));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Retrying_gives_up_after_the_configured_number(int retries)
    {
        await using var service = await StartAsync(int.MaxValue, Answer(503));
        var table = await TableBehindAsync(service, retries);

        var refusal = await RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((503, 1 + retries), (refusal.Status, service.Requests));
    }

    [Fact]
    public async Task A_refusal_that_will_not_pass_is_not_tried_again()
    {
        await using var service = await StartAsync(1, Answer(412));
        var table = await TableBehindAsync(service, retries: 3);

        await RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(1, service.Requests);
    }

    [Fact]
    public async Task A_cancelled_request_does_not_wait_for_its_answer()
    {
        var arrived = new TaskCompletionSource();
        await using var service = await StartAsync(1, async (request, _) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, request.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var table = await TableBehindAsync(service, retries: 3);
        using var cancellation = new CancellationTokenSource();

        var write = table.AddEntityAsync(new TableEntity("p", "r"), cancellation.Token);
        await arrived.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(1, service.Requests);
    }

    private static Fault Answer(int status) => (request, _) =>
    {
        request.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Task Drop(HttpContext request)
    {
        request.Abort();
        return Task.CompletedTask;
    }

    private Task<FaultyService> StartAsync(int faults, Fault fault) => FaultyService.StartAsync(Fixture.TableEndpoint, faults, fault);

    private async Task<TableClient> TableBehindAsync(FaultyService service, int retries)
    {
        var table = await CreateTableAsync();
        return new TableClient(
            service.Endpoint, table.Name, new TableSharedKeyCredential(Azurite.AccountName, Azurite.AccountKey), QuickRetries(retries));
    }
}
