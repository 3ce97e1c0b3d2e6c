using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Sync;

public static class SyncRegistration
{
    /// <summary>Part of what secrets are encrypted for: with another name, none of them could be read any more.</summary>
    private const string ApplicationName = "ServerlessContacts";

    /// <summary>Registers connections over the clients of the services and the providers that the settings name.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var need in SyncStorage.Needs)
        {
            services.AddSingleton(need);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => ProviderClients.Read(configuration));
        services.TryAddSingleton<ISyncQueue>(provider => new SyncQueue(provider.GetRequiredService<QueueServiceClient>().GetQueueClient(SyncStorage.Queue)));
        services.TryAddSingleton<DueConnections>();
        services.TryAddSingleton<ConnectionStore>();
        services.TryAddSingleton<SecretStore>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton<AccessTokens>();
        services.TryAddSingleton<SignIns>();
        services.TryAddSingleton<Connections.Connections>();
        return services.AddSecretKeys();
    }

    /// <summary>One key ring for all instances, in blobs. An encryptor for the keys themselves is set here too, where there is one.</summary>
    private static IServiceCollection AddSecretKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new BlobKeyRepository(provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(SyncStorage.Keys))));
        return services;
    }
}
