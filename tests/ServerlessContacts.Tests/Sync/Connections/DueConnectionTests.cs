using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Connections;

public sealed class DueConnectionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryTable table = new();
    private readonly DueConnections due;

    public DueConnectionTests() => due = new DueConnections(table, new NoWakeUps());

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, -1, false)]
    [InlineData(30, 29, false)]
    [InlineData(30, 30, true)]
    [InlineData(30, 3600, true)]
    [InlineData(60, 59, false)]
    public async Task A_connection_is_due_from_its_time_on(int at, int now, bool found)
    {
        await due.AddAsync(Key("a"), Noon.AddSeconds(at), default);
        Assert.Equal(found ? [Key("a")] : [], await UntilAsync(now));
    }

    [Fact]
    public async Task The_longest_due_come_first_across_tenants()
    {
        await due.AddAsync(Key("a"), Noon.AddMinutes(2), default);
        await due.AddAsync(Key("b") with { Tenant = new TenantId("zoo") }, Noon, default);
        await due.AddAsync(Key("c") with { Owner = new MemberId("someone/with#odd?signs~") }, Noon.AddMinutes(1), default);
        Assert.Equal(["b", "c", "a"], (await UntilAsync(600)).Select(key => key.Id));
    }

    [Fact]
    public async Task Only_what_is_due_is_read()
    {
        for (var i = 0; i < 50; i++)
        {
            await due.AddAsync(Key($"later-{i}"), Noon.AddHours(1), default);
        }

        await due.AddAsync(Key("now"), Noon, default);
        var before = table.RowsRead;
        Assert.Single(await UntilAsync(0));
        Assert.Equal(1, table.RowsRead - before);
    }

    [Fact]
    public async Task Adding_and_forgetting_may_be_repeated()
    {
        await due.AddAsync(Key("a"), Noon, default);
        await due.AddAsync(Key("a"), Noon, default);
        Assert.Single(await UntilAsync(0));
        await due.ForgetAsync(Key("a"), Noon, default);
        await due.ForgetAsync(Key("a"), Noon, default);
        Assert.Empty(await UntilAsync(0));
    }

    [Fact]
    public async Task A_connection_moved_within_its_minute_stays_due()
    {
        await due.AddAsync(Key("a"), Noon, default);
        await due.AddAsync(Key("a"), Noon.AddSeconds(20), default);
        await due.ForgetAsync(Key("a"), Noon, default);
        Assert.Equal([Key("a")], await UntilAsync(20));
    }

    private static ConnectionKey Key(string id) => new(new TenantId("demo"), new MemberId("anna"), id);

    private ValueTask<List<ConnectionKey>> UntilAsync(int seconds) => due.UntilAsync(Noon.AddSeconds(seconds), default).Select(found => found.Key!.Value).ToListAsync();
}
