using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Tests.Sync;

public sealed class DueSweepTests : IAsyncLifetime
{
    private ConnectionRig rig = null!;
    private DueSweep sweep = null!;
    private StoredConnection connection = null!;

    public async Task InitializeAsync()
    {
        rig = await ConnectionRig.StartAsync();
        sweep = new DueSweep(rig.Table, rig.Due, rig.Store, rig, Sweepers.Over(rig.Table, rig.Time), rig.Time);
        connection = (await rig.CreateAsync()).Connection;
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task What_is_due_is_put_into_the_queue_once_and_again_when_its_message_was_lost()
    {
        connection = (await rig.Store.SaveAsync(connection, connection.Standing with { Due = rig.Time.GetUtcNow() }, default))!;
        await sweep.RunAsync(default);
        await sweep.RunAsync(default);
        Assert.Equal([connection.Key.Message()], rig.Messages);
        Assert.Equal(rig.Time.GetUtcNow() + DueSweep.Grace, (await rig.FindAsync(connection.Key)).Standing.Due);
        rig.Time.Advance(DueSweep.Grace);
        await sweep.RunAsync(default);
        Assert.Equal(2, rig.Messages.Count);
    }

    [Fact]
    public async Task A_row_that_its_connection_does_not_confirm_is_forgotten_but_not_while_it_may_be_on_its_way()
    {
        var due = rig.Time.GetUtcNow();
        await rig.Due.AddAsync(connection.Key, due, default);
        await sweep.RunAsync(default);
        Assert.Single(await rig.Due.UntilAsync(due, default).ToListAsync());
        rig.Time.Advance(TimeSpan.FromMinutes(3));
        await sweep.RunAsync(default);
        Assert.Empty(await rig.Due.UntilAsync(rig.Time.GetUtcNow(), default).ToListAsync());
        Assert.Empty(rig.Messages);
    }
}
