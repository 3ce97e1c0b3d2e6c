using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Store;

public static class StoreRegistration
{
    /// <summary>Holds contacts, links and log.</summary>
    public const string TableName = "contacts";

    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StorageClients>();
        services.ReadAtStart<StorageClients>();
        services.TryAddSingleton(provider => provider.GetRequiredService<StorageClients>().Blobs);
        services.TryAddSingleton(provider => provider.GetRequiredService<StorageClients>().Queues);
        services.TryAddSingleton<IBlobStore>(provider =>
            new AzureBlobStore(provider.GetRequiredService<BlobServiceClient>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new AzureTable(provider.GetRequiredService<StorageClients>().Tables.GetTableClient(TableName)));
        services.TryAddSingleton<ITable>(provider => provider.GetRequiredService<AzureTable>());
        services.TryAddSingleton<IPartitionKeys>(provider => provider.GetRequiredService<AzureTable>());
        services.AddSingleton(new StorageNeed(StorageKind.Table, TableName));
        services.TryAddSingleton<StorageSetup>();
        services.TryAddSingleton<StorageHealth>();
        services.TryAddSingleton<PoisonQueues>();
        services.TryAddSingleton<Journal>();
        services.TryAddSingleton<HousekeepingCalendar>();
        services.AddWorkQueue<WakeUp>(WakeUps.Queue);
        services.TryAddSingleton<WakeUps>();
        services.TryAddSingleton<IWakeUps>(provider => provider.GetRequiredService<WakeUps>());
        services.TryAddSingleton<SetAsideRows>();
        services.TryAddSingleton<Sweeper>();
        services.TryAddSingleton<LogCompactor>();
        services.AddSettings<Retentions>(Retentions.Section);
        services.TryAddSingleton<ExpiredRows>();
        services.TryAddSingleton<DeletedContactRows>();
        services.TryAddSingleton<ContactStore>();
        services.TryAddSingleton<Claims.Claims>();
        services.AddSingleton(Photos.Need);
        services.TryAddSingleton<Photos>();
        services.TryAddSingleton<PhotoHousekeeping>();
        services.AddSingleton<IOwnedRows, StoreRows>();
        services.TryAddSingleton<RowCatalog>();
        return services;
    }
}
