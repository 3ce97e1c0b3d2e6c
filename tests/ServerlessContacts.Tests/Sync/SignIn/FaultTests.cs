using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.SignIn;

/// <summary>Connecting an account while storage loses requests or answers, at each write in turn.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_request_or_an_answer_that_storage_loses_is_not_noticed(Fault fault)
    {
        for (var at = 0; await ConnectAsync(at, fault); at++)
        {
            Assert.InRange(at, 0, 50);
        }
    }

    [Fact]
    public async Task After_a_crash_at_any_write_the_member_begins_again_and_gets_there()
    {
        for (var at = 0; await ConnectAfterCrashAsync(at); at++)
        {
            Assert.InRange(at, 0, 50);
        }
    }

    /// <summary>False where there were not so many writes.</summary>
    private static async Task<bool> ConnectAsync(int at, Fault fault)
    {
        await using var rig = await ConnectionRig.StartAsync();
        var writes = 0;
        rig.Restart(new FaultyTable(rig.Table, () => writes++ == at ? fault : Fault.None));
        var connected = await rig.ConnectAsync("microsoft");
        await rig.Tokens.For(connected)(null, default);
        Assert.Equal(ConnectionStatus.Ready, (await rig.FindAsync(connected.Key)).Standing.Status);
        Assert.IsType<ConnectionResult.Deleted>(await rig.Connections.DeleteAsync(connected.Key, RemainingContacts.Keep, connected.Version, "member:anna", default));
        return writes > at;
    }

    private static async Task<bool> ConnectAfterCrashAsync(int at)
    {
        await using var rig = await ConnectionRig.StartAsync();
        var writes = 0;
        rig.Restart(new FaultyTable(rig.Table, () => writes++ == at ? Fault.Crash : Fault.None));
        try
        {
            await rig.ConnectAsync("microsoft");
            return false;
        }
        catch (CrashException)
        {
            rig.Restart();
        }

        foreach (var left in await rig.Connections.AllAsync(ConnectionRig.Demo, ConnectionRig.Anna, default))
        {
            Assert.IsType<ConnectionResult.Deleted>(await rig.Connections.DeleteAsync(left.Key, RemainingContacts.Remove, null, "member:anna", default));
        }

        var connected = await rig.ConnectAsync("microsoft");
        Assert.NotNull(rig.Microsoft.Accounts.FindByToken(await rig.Tokens.For(connected)(null, default)));
        return true;
    }
}
