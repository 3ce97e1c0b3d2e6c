using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Store;

namespace ServerlessContacts.Erasure;

public static class ErasureRegistration
{
    /// <summary>Registers erasures over the clients of the services and the containers that the other folders use.</summary>
    public static IServiceCollection AddErasure(this IServiceCollection services, ErasureContainers containers)
    {
        services.AddSettings<ErasureSettings>(ErasureSettings.Section);
        services.AddSingleton(ErasureStorage.Need);
        services.TryAddSingleton(containers);
        services.TryAddSingleton<IErasureFiles, BlobErasureFiles>();
        services.TryAddSingleton<IErasureQueue>(provider => new ErasureQueue(provider.GetRequiredService<QueueServiceClient>().GetQueueClient(ErasureStorage.Queue)));
        services.TryAddSingleton<ErasureStore>();
        services.TryAddSingleton<PersonGatherer>();
        services.TryAddSingleton<ContactEraser>();
        services.TryAddSingleton<MemberGatherer>();
        services.TryAddSingleton<MemberEraser>();
        services.TryAddSingleton<RowEraser>();
        services.TryAddSingleton<FileEraser>();
        services.TryAddSingleton<Erasures>();
        services.TryAddSingleton<ErasureRunner>();
        services.TryAddSingleton<ErasureSweep>();
        return services;
    }
}
