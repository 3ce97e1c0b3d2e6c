using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Erasure;

public static class ErasureRegistration
{
    /// <summary>Registers erasures over the clients of the services and the rows that the rooms own.</summary>
    public static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSettings<ErasureSettings>(ErasureSettings.Section);
        services.AddWorkQueue<ErasureMessage>(ErasureStorage.Queue);
        services.AddSingleton<IOwnedRows, ErasureRows>();
        services.TryAddSingleton<ErasureStore>();
        services.TryAddSingleton<PersonGatherer>();
        services.TryAddSingleton<ContactEraser>();
        services.TryAddSingleton<MemberEraser>();
        services.TryAddSingleton<RowEraser>();
        services.TryAddSingleton<FileEraser>();
        services.TryAddSingleton<Erasures>();
        services.TryAddSingleton<Erasers>();
        services.TryAddSingleton<ErasureRunner>();
        services.TryAddSingleton<ErasureSweep>();
        return services;
    }
}
