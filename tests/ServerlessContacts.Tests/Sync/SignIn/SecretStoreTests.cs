using System.Xml.Linq;
using Azure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.SignIn;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.SignIn;

public sealed class SecretStoreTests
{
    private static readonly ConnectionKey Key = new(new TenantId("demo"), new MemberId("anna"), "0123456789abcdef0123");

    private readonly MemoryTable table = new();

    [Fact]
    public async Task Secrets_are_read_as_they_were_stored_and_replaced_by_who_saw_the_newest()
    {
        var store = new SecretStore(table, new EphemeralDataProtectionProvider());
        var first = await store.SaveAsync(Key, await store.FindAsync(Key, default), new ConnectionSecrets { RefreshToken = "one" }, default);
        var second = await store.SaveAsync(Key, first!, new ConnectionSecrets { RefreshToken = "two" }, default);
        Assert.NotNull(second);
        Assert.Null(await store.SaveAsync(Key, first!, new ConnectionSecrets { RefreshToken = "three" }, default));
        Assert.Equal("two", (await store.FindAsync(Key, default)).Secrets.RefreshToken);
    }

    [Fact]
    public async Task Secrets_whose_key_is_lost_are_none_and_can_be_replaced()
    {
        await StoreAsync();
        var store = new SecretStore(table, new EphemeralDataProtectionProvider());
        var found = await store.FindAsync(Key, default);
        Assert.Equal(ConnectionSecrets.None, found.Secrets);
        Assert.NotNull(await store.SaveAsync(Key, found, new ConnectionSecrets { RefreshToken = "two" }, default));
    }

    /// <summary>Else an outage of storage would ask every member to sign in again.</summary>
    [Fact]
    public async Task Secrets_whose_key_cannot_be_read_just_now_are_not_lost()
    {
        await StoreAsync();
        using var services = WithKeys(new UnreachableKeys());
        var store = new SecretStore(table, services.GetRequiredService<IDataProtectionProvider>());
        Assert.Equal(503, (await Assert.ThrowsAsync<RequestFailedException>(() => store.FindAsync(Key, default))).Status);
        var other = Key with { Id = "abcdef0123456789abcd" };
        await Assert.ThrowsAsync<RequestFailedException>(() => store.SaveAsync(other, new StoredSecrets(ConnectionSecrets.None, null), ConnectionSecrets.None, default));
    }

    private async Task StoreAsync()
    {
        var store = new SecretStore(table, new EphemeralDataProtectionProvider());
        await store.SaveAsync(Key, new StoredSecrets(ConnectionSecrets.None, null), new ConnectionSecrets { RefreshToken = "one" }, default);
    }

    private static ServiceProvider WithKeys(IXmlRepository keys)
    {
        var services = new ServiceCollection();
        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        return services.BuildServiceProvider();
    }

    private sealed class UnreachableKeys : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => throw new RequestFailedException(503, "ServerBusy");

        public void StoreElement(XElement element, string friendlyName) => throw new RequestFailedException(503, "ServerBusy");
    }
}
