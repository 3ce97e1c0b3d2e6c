using System.Text;
using Azure;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

/// <summary>One bad item of a timer's round stops no other.</summary>
public sealed class SweeperTests
{
    private const string Partition = "~test";

    private readonly MemoryTable table = new();
    private readonly ManualTime time = new();
    private readonly PlainRows rows;
    private readonly SetAsideRows aside;
    private readonly Sweeper sweeper;

    public SweeperTests()
    {
        rows = new PlainRows(table);
        aside = new SetAsideRows(table, new Retentions(), time);
        sweeper = Sweepers.Over(table, time);
    }

    [Fact]
    public async Task An_item_that_fails_stops_no_other_and_is_tried_again()
    {
        await AddAsync("a", "b", "c");
        Assert.Equal(["a", "c"], await RoundAsync(failing: "b", new InvalidOperationException()));
        Assert.Equal(["a", "b", "c"], await RoundAsync(failing: "none", new InvalidOperationException()));
        Assert.Empty(await AsideAsync());
    }

    [Fact]
    public async Task A_row_that_fails_again_and_again_is_set_aside_as_it_was()
    {
        await AddAsync("a", "b");
        for (var round = 0; round < Sweeper.MaxTries; round++)
        {
            Assert.Empty(await AsideAsync());
            Assert.Equal(["a"], await RoundAsync(failing: "b", new InvalidOperationException()));
        }

        var row = Assert.Single(await AsideAsync());
        Assert.Equal((Partition, "d~b", "b", nameof(InvalidOperationException)), (row.PartitionKey, row.RowKey, Encoding.UTF8.GetString(row.Data), row.Reason));
        Assert.Equal(["a"], await RoundAsync(failing: "none", new InvalidOperationException()));
    }

    [Fact]
    public async Task A_row_that_nobody_can_read_is_set_aside_at_once()
    {
        await AddAsync("a", "b");
        await RoundAsync(failing: "b", new InvalidDataException());
        Assert.Equal("d~b", Assert.Single(await AsideAsync()).RowKey);
    }

    [Fact]
    public async Task Failures_that_are_not_in_a_row_do_not_add_up()
    {
        await AddAsync("a");
        for (var round = 0; round < 2 * Sweeper.MaxTries; round++)
        {
            await RoundAsync(failing: round % 2 == 0 ? "a" : "none", new InvalidOperationException());
        }

        Assert.Empty(await AsideAsync());
    }

    [Fact]
    public async Task Storage_that_does_not_answer_ends_the_round_and_sets_nothing_aside()
    {
        await AddAsync("a", "b", "c", "d");
        for (var round = 0; round < 2 * Sweeper.MaxTries; round++)
        {
            var tried = 0;
            await Assert.ThrowsAsync<RequestFailedException>(() => sweeper.RunAsync(Rows(), _ => throw Silence(ref tried), default));
            Assert.Equal(3, tried);
        }

        Assert.Empty(await AsideAsync());
    }

    [Fact]
    public async Task What_was_set_aside_goes_when_its_time_is_over()
    {
        await AddAsync("a");
        await RoundAsync(failing: "a", new FormatException());
        time.Advance(new Retentions().Quarantine);
        await aside.ForgetAsync(default);
        Assert.Single(await AsideAsync());
        time.Advance(TimeSpan.FromDays(1));
        await aside.ForgetAsync(default);
        Assert.Empty(await AsideAsync());
    }

    private static RequestFailedException Silence(ref int tried)
    {
        tried++;
        return new RequestFailedException(503, "Storage is away.");
    }

    private async Task AddAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await rows.InsertAsync(Partition, $"d~{name}", Encoding.UTF8.GetBytes(name), default);
        }
    }

    private SweptRows Rows() => new("test", Partition, rows.RowsAsync(Partition, new RowKind('d', "test"), default));

    private async Task<List<string>> RoundAsync(string failing, Exception failure)
    {
        var handled = new List<string>();
        await sweeper.RunAsync(Rows(), row =>
        {
            var name = Encoding.UTF8.GetString(row.Data.Span);
            handled.AddRange(name == failing ? throw failure : [name]);
            return Task.CompletedTask;
        }, default);
        return handled;
    }

    private ValueTask<List<SetAsideRow>> AsideAsync() => aside.AllAsync(default).ToListAsync();
}
