using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.SignIn;
using ServerlessContacts.Sync.SignIn.Vault;
using ServerlessContacts.Tests.Sync.SignIn.Vault;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>The key ring in a container, encrypted by a vault: both over sockets.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class KeyRingTests(AzuriteFixture fixture) : IAsyncLifetime
{
    private readonly BlobContainerClient container = new(fixture.ConnectionString, AzuriteFixture.NewName());
    private FakeVault vault = null!;

    public async Task InitializeAsync()
    {
        await container.CreateAsync();
        vault = await FakeVault.StartAsync();
    }

    public async Task DisposeAsync() => await vault.DisposeAsync();

    [Fact]
    public async Task Keys_in_the_container_are_worth_nothing_without_the_vault()
    {
        var data = Use(vault.Client(), ring => ring.Protect("a refresh token"));
        var stored = Assert.Single(await StoredAsync());
        Assert.DoesNotContain("masterKey", stored, StringComparison.Ordinal);
        Assert.Contains($"<version>{vault.Key}/", stored, StringComparison.Ordinal);
        Assert.Throws<CryptographicException>(() => Use(null, ring => ring.Unprotect(data)));
        Assert.Equal("a refresh token", Use(vault.Client(), ring => ring.Unprotect(data)));
    }

    [Fact]
    public async Task Keys_from_before_a_rotation_stay_readable()
    {
        var before = Use(vault.Client(), ring => ring.Protect("before"));
        vault.Rotate();
        // Data Protection goes by the clock of the machine.
        UseServices(vault.Client(), services => services.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90)));
        var after = Use(vault.Client(), ring => ring.Protect("after"));
        Assert.Equal(2, (await StoredAsync()).Count);
        Assert.Equal(("before", "after"), (Use(vault.Client(), ring => ring.Unprotect(before)), Use(vault.Client(), ring => ring.Unprotect(after))));
        UseServices(vault.Client(), services =>
        {
            services.GetRequiredService<KeyRingCheck>().Run();
            return true;
        });
    }

    private static T UseServices<T>(ServiceProvider services, Func<ServiceProvider, T> use)
    {
        using (services)
        {
            return use(services);
        }
    }

    private T Use<T>(VaultKey? key, Func<IDataProtector, T> use) => UseServices(key, services => use(services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test")));

    private T UseServices<T>(VaultKey? key, Func<ServiceProvider, T> use) => UseServices(
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(new VaultKeys(key))
            .AddSingleton(new BlobServiceClient(fixture.ConnectionString))
            .AddSync(new ConfigurationBuilder().Build())
            .PostConfigure<KeyManagementOptions>(options => options.XmlRepository = new BlobKeyRepository(container))
            .BuildServiceProvider(),
        use);

    private async Task<IReadOnlyList<string>> StoredAsync()
    {
        var texts = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, default))
        {
            texts.Add(Encoding.UTF8.GetString((await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content));
        }

        return texts;
    }
}
