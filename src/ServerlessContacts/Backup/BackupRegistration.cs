using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Backup;

public static class BackupRegistration
{
    /// <summary>Registers backups and their restore over the clients of the services and the account that the settings name.</summary>
    public static IServiceCollection AddBackup(this IServiceCollection services)
    {
        services.AddSettings<BackupSettings>(BackupSettings.Section);
        services.ReadAtStart<BackupAccount>();
        services.TryAddSingleton(
            provider => new BackupAccount(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<BackupSources>();
        services.AddWorkQueue<BackupMessage>(BackupStorage.Queue);
        services.AddSingleton<IOwnedRows, BackupRows>();
        services.TryAddSingleton<Backups>();
        services.TryAddSingleton<BackupStart>();
        services.TryAddSingleton<BackupRun>();
        services.TryAddSingleton<Restore>();
        return services;
    }
}
