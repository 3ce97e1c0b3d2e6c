using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Housekeeping;

public static class HousekeepingRegistration
{
    /// <summary>Registers housekeeping over the <c>QueueServiceClient</c> of the services.</summary>
    public static IServiceCollection AddHousekeeping(this IServiceCollection services)
    {
        services.AddSettings<HousekeepingSettings>(Retentions.Section);
        services.AddWorkQueue<HousekeepingMessage>(HousekeepingStorage.Queue);
        services.TryAddSingleton<HousekeepingSweep>();
        services.TryAddSingleton<PartitionHousekeeping>();
        return services;
    }
}
