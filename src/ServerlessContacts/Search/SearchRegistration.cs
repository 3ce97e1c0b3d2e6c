using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Search;

public static class SearchRegistration
{
    /// <summary>
    /// Registers <see cref="ContactSearch"/> over the journal, the table and the blobs of the services; other options than the usual are
    /// registered before.
    /// </summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<IOwnedRows, SearchRows>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new SearchOptions());
        foreach (var need in SearchStorage.Needs)
        {
            services.AddSingleton(need);
        }

        services.TryAddSingleton<SnapshotFiles>();
        services.TryAddSingleton<SnapshotRequests>();
        services.TryAddSingleton<SnapshotStore>();
        services.TryAddSingleton<SnapshotBuilder>();
        services.AddWorkQueue<SnapshotMessage>(SearchStorage.Queue);
        services.TryAddSingleton<SearchIndexes>();
        services.TryAddSingleton<ContactSearch>();
        return services;
    }
}
