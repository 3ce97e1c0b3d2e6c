using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Providers;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Simulators.OAuth;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Tests;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>The services that are deployed, for one life: over the table and the provider that are its own.</summary>
internal static class LifeServices
{
    public static readonly TenantId Tenant = new("demo");
    public static readonly MemberId Owner = new("anna");
    public static readonly ConnectionKey Connection = new(Tenant, Owner, "00000000000000000001");

    /// <summary>Shorter than <see cref="LeaseTime"/>, so that whoever takes over from a process that was killed before it could pass on how long to wait has waited.</summary>
    public static readonly TimeSpan LongestThrottling = TimeSpan.FromSeconds(20);

    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    private const string ClientSecret = "a-secret-of-simulated-clients";

    public static SignInSimulator SignIn(Simulators.SimulatedAccounts accounts, TimeProvider time, string provider) =>
        new(accounts, time, provider == GoogleProvider.ProviderName ? SignInDialect.Google : SignInDialect.Microsoft) { ClientSecret = ClientSecret };

    public static ServiceProvider Build(string storage, LifePlace place, IDataProtectionProvider keys, TimeProvider time, IWorkQueue<SyncMessage> queue, Func<ITable, ITable> around)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(storage, place)).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddSingleton(time)
            .AddSingleton(keys)
            .AddSingleton(queue)
            .AddSingleton<IWakeUps>(new NoWakeUps())
            .AddSingleton(provider => around(new AzureTable(provider.GetRequiredService<StorageClients>().Tables.GetTableClient(place.Table))))
            .AddStore()
            .AddDirectory(ConfiguredTenants.None)
            .AddSync(configuration)
            .AddProviders(configuration)
            .BuildServiceProvider();
    }

    private static Dictionary<string, string?> Settings(string storage, LifePlace place) => new(StringComparer.Ordinal)
    {
        [StorageClients.Setting] = storage,
        ["PublicBaseUrl"] = "https://contacts.example/",
        ["Sync:Budget"] = "1.00:00:00",
        ["Sync:LeaseTime"] = LeaseTime.ToString(),
        ["Providers:Google:ClientId"] = "simulated-client",
        ["Providers:Google:ClientSecret"] = ClientSecret,
        ["Providers:Google:TokenUrl"] = new Uri(place.Simulator, "/token").AbsoluteUri,
        ["Providers:Google:BaseUrl"] = place.Simulator.AbsoluteUri,
        ["Providers:Google:PageSize"] = FormattableString.Invariant($"{place.PageSize}"),
        ["Providers:Microsoft:ClientId"] = "simulated-client",
        ["Providers:Microsoft:ClientSecret"] = ClientSecret,
        ["Providers:Microsoft:Authority"] = new Uri(place.Simulator, "/common").AbsoluteUri,
        ["Providers:Microsoft:BaseUrl"] = new Uri(place.Simulator, "/v1.0").AbsoluteUri,
    };
}
