using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Tests.Store;

/// <summary>
/// The rooms of the library with the rows that they own, as the service registers them, over a table in memory and without any account.
/// </summary>
public static class Rooms
{
    /// <summary>With another room beside them, if there is one.</summary>
    public static RowCatalog Over(ITable table, TimeProvider time, IOwnedRows? room) => Over(table, time, services =>
    {
        if (room is not null)
        {
            services.AddSingleton(room);
        }
    });

    /// <param name="table">Where their rows lie.</param>
    /// <param name="time">What they go by.</param>
    /// <param name="more">What stands in for the library's own, such as a queue.</param>
    public static RowCatalog Over(ITable table, TimeProvider time, Action<IServiceCollection> more) =>
        Services(table, time, more).GetRequiredService<RowCatalog>();

    /// <summary>What the rooms need in storage.</summary>
    public static IEnumerable<string> NeedsOf(StorageKind kind) =>
        Services(new MemoryTable(), TimeProvider.System, _ => { }).GetServices<StorageNeed>().Where(need => need.Kind == kind)
            .Select(need => need.Name);

    private static ServiceProvider Services(ITable table, TimeProvider time, Action<IServiceCollection> more)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage", "UseDevelopmentStorage=true")])
            .Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddSingleton(table).AddSingleton(time)
            .AddSingleton<IWakeUps>(new NoWakeUps());
        more(services);
        return services.AddServerlessContacts(settings)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .BuildServiceProvider();
    }
}
