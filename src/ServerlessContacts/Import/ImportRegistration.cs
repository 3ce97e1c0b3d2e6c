using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Directory;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import;

public static class ImportRegistration
{
    /// <summary>
    /// Registers imports over the blobs and the <c>QueueServiceClient</c> of the services; the latter encodes messages in base64, as the
    /// host of the functions reads them.
    /// </summary>
    public static IServiceCollection AddImport(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<ImportSettings>(ImportSettings.Section);
        foreach (var need in ImportStorage.Needs)
        {
            services.AddSingleton(need);
        }

        services.TryAddSingleton<ImportFiles>();
        services.AddWorkQueue<ImportMessage>(ImportStorage.Queue);
        services.TryAddSingleton<ImportStore>();
        services.TryAddSingleton<ColumnMappings>();
        services.TryAddSingleton<ActiveImports>();
        services.AddLimits().TryAddSingleton<UploadQuota>();
        services.TryAddSingleton<RestoredImports>();
        services.TryAddSingleton<ImportHousekeeping>();
        services.AddSingleton<IOwnedRows, ImportRows>();
        services.TryAddSingleton<QuarantineSweep>();
        services.TryAddSingleton<UploadTickets>();
        services.TryAddSingleton<Imports>();
        services.TryAddSingleton<ImportDecisions>();
        services.TryAddSingleton<ImportServices>();
        services.TryAddSingleton<RecentBooks>();
        services.TryAddSingleton<ImportRunner>();
        services.TryAddSingleton<ImportSweep>();
        return services;
    }
}
