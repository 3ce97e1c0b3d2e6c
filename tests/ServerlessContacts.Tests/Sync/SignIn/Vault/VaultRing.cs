using System.Xml.Linq;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.SignIn.Vault;
using ServerlessContacts.Tests.LocalHost;

namespace ServerlessContacts.Tests.Sync.SignIn.Vault;

/// <summary>Stored keys in memory, and instances of the service that share them.</summary>
public sealed class VaultRing : IXmlRepository
{
    private static readonly string[] Purposes = ["test"];

    public List<XElement> Stored { get; private set; } = [];

    public LogRecords Log { get; } = new();

    public string Text => string.Concat(Stored);

    /// <summary>What an instance with this key, or without any, encrypts.</summary>
    public byte[] Protect(VaultKey? key, string text)
    {
        using var instance = Instance(key);
        return Protector(instance).Protect(System.Text.Encoding.UTF8.GetBytes(text));
    }

    public string Unprotect(VaultKey? key, byte[] data)
    {
        using var instance = Instance(key);
        return System.Text.Encoding.UTF8.GetString(Protector(instance).Unprotect(data));
    }

    /// <summary>What a deployed service does at its start.</summary>
    public void Check(VaultKey? key)
    {
        using var instance = Instance(key);
        instance.GetRequiredService<KeyRingCheck>().Run();
    }

    /// <summary>What readiness asks. The services of the instance live on, as checks may go on beside the test.</summary>
    public KeyRingHealth Health(VaultKey? key, TimeProvider time)
    {
        var instance = Instance(key);
        return new KeyRingHealth(new VaultKeys(key), new Lazy<KeyRingCheck>(instance.GetRequiredService<KeyRingCheck>), time, instance.GetRequiredService<ILogger<KeyRingHealth>>());
    }

    /// <summary>Data Protection goes by the clock of the machine, and so do keys that it is to use at once.</summary>
    public void NewKey(VaultKey key)
    {
        using var instance = Instance(key);
        instance.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
    }

    public void Alter(Func<string, string> change) => Stored = [.. Stored.Select(element => XElement.Parse(change(element.ToString())))];

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Stored.Select(element => new XElement(element))];

    public void StoreElement(XElement element, string friendlyName) => Stored.Add(new XElement(element));

    private ServiceProvider Instance(VaultKey? key) => new ServiceCollection()
        .AddSingleton(new VaultKeys(key))
        .AddSingleton(new BlobServiceClient("UseDevelopmentStorage=true"))
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
        .AddSync(new ConfigurationBuilder().Build())
        .PostConfigure<KeyManagementOptions>(options => (options.XmlRepository, options.XmlEncryptor) = (this, key is null ? null : new VaultKeyEncryptor(key)))
        .BuildServiceProvider();

    private static IDataProtector Protector(ServiceProvider instance) => instance.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purposes);
}
