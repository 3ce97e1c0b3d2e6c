using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Tests.Access;
using ServerlessContacts.Tests.LocalHost;
using ServerlessContacts.Tests.Sync.SignIn.Vault;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>
/// What a deployed worker finds around it: storage with all that the templates make, a vault, a managed identity, an issuer of tokens,
/// and the settings.
/// </summary>
public sealed class WorkerStage : IAsyncDisposable
{
    public const string Tenant = "acme";
    public const string Administrator = "owner";

    private readonly string certificate = Path.GetTempFileName();
    private readonly Azurite azurite;
    private readonly LoopbackIssuer issuer;
    private readonly StandInIdentity identity;

    private WorkerStage(Azurite azurite, LoopbackIssuer issuer, FakeVault vault, StandInIdentity identity)
    {
        (this.azurite, this.issuer, Vault, this.identity) = (azurite, issuer, vault, identity);
        Storage = new StorageClients(TestHost.Settings((StorageClients.Setting, azurite.ConnectionString)));
    }

    public StorageClients Storage { get; }

    /// <summary>With the key of the key ring.</summary>
    public FakeVault Vault { get; }

    public static async Task<WorkerStage> SetAsync()
    {
        var (azurite, issuer) = (await Azurite.StartAsync(), await LoopbackIssuer.StartAsync());
        var stage = new WorkerStage(azurite, issuer, await FakeVault.StartAsync(), await StandInIdentity.StartAsync(FakeVault.Token));
        await File.WriteAllTextAsync(stage.certificate, stage.Vault.CertificatePem);
        await using var services = new ServiceCollection().AddServerlessContacts(TestHost.Settings()).BuildServiceProvider();
        await new StorageSetup(stage.Storage, services.GetServices<StorageNeed>()).EnsureAsync(CancellationToken.None);
        return stage;
    }

    /// <summary>Starts published functions.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="more">Settings beside those that every deployment has, or in their place.</param>
    public Task<WorkerHost> StartAsync(string folder, params (string Name, string Value)[] more) => WorkerHost.StartAsync(folder,
    [
        (StorageClients.Setting, azurite.ConnectionString),
        ("Authentication__Issuer", issuer.Issuer),
        ("Authentication__Audience", LoopbackIssuer.Audience),
        ("FirstTenant__Id", Tenant),
        ("FirstTenant__Name", "Acme Ltd"),
        ("FirstTenant__Country", "JP"),
        ("FirstTenant__Administrator", Administrator),
        ("DataProtection__KeyVaultKey", $"{Vault.Key}"),
        // Read on Linux only, which is what a deployed worker runs on.
        ("SSL_CERT_FILE", certificate),
        .. identity.Settings,
        .. more,
    ]);

    /// <summary>Calls as the administrator of the tenant.</summary>
    public ApiClient As(WorkerHost host) => new(host.Http, ("Authorization", $"Bearer {issuer.Token(Tenant, Administrator)}"));

    public async ValueTask DisposeAsync()
    {
        await identity.DisposeAsync();
        await Vault.DisposeAsync();
        await issuer.DisposeAsync();
        await azurite.DisposeAsync();
        File.Delete(certificate);
    }
}
