using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Erasure;

public static class ErasureRegistration
{
    /// <summary>Registers erasures over the clients of the services and the rows that the rooms own.</summary>
    public static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSettings<ErasureSettings>(ErasureSettings.Section);
        services.AddSingleton(ErasureStorage.Need);
        services.AddSingleton<IOwnedRows, ErasureRows>();
        services.TryAddSingleton<IErasureFiles, BlobErasureFiles>();
        services.TryAddSingleton<IErasureQueue>(provider => new ErasureQueue(provider.GetRequiredService<QueueServiceClient>().GetQueueClient(ErasureStorage.Queue)));
        services.TryAddSingleton<ErasureStore>();
        services.TryAddSingleton<PersonGatherer>();
        services.TryAddSingleton<ContactEraser>();
        services.TryAddSingleton<MemberEraser>();
        services.TryAddSingleton<RowEraser>();
        services.TryAddSingleton<FileEraser>();
        services.TryAddSingleton<Erasures>();
        services.TryAddSingleton<ErasureRunner>();
        services.TryAddSingleton<ErasureSweep>();
        return services;
    }
}
