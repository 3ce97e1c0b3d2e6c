using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Core.Pipeline;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Sync.SignIn.Vault;

namespace ServerlessContacts.Tests.Sync.SignIn.Vault;

/// <summary>A vault that does not answer neither keeps the service from starting nor passes for one that does.</summary>
public sealed class KeyRingHealthTests
{
    private readonly VaultRing ring = new();
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_silent_vault_does_not_hold_up_the_start_and_readiness_says_so()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var key = new VaultKey(new Uri($"http://{silent.LocalEndpoint}/keys/ring"), HttpPipelineBuilder.Build(new Plain()));
        var health = ring.Health(key, time);
        var start = health.StartAsync();
        Assert.False(start.IsCompleted);
        time.Advance(KeyRingHealth.Patience);
        await start;
        Assert.Equal(PartStatus.Unreachable, health.Status);
    }

    [Fact]
    public async Task A_vault_that_answers_is_ready()
    {
        await using var vault = await FakeVault.StartAsync();
        var health = ring.Health(vault.Client(), time);
        await health.StartAsync();
        Assert.Equal(PartStatus.Ok, health.Status);
    }

    [Fact]
    public async Task What_is_certainly_wrong_still_ends_the_start()
    {
        await using var vault = await FakeVault.StartAsync();
        vault.Refusal = 403;
        await Assert.ThrowsAsync<SettingException>(() => ring.Health(vault.Client(), time).StartAsync());
    }

    [Fact]
    public void On_one_machine_there_is_no_vault_to_be_ready() => Assert.Null(ring.Health(null, time).Status);

    private sealed class Plain : ClientOptions;
}
