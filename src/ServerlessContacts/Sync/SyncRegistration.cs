using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.SignIn;
using ServerlessContacts.Sync.SignIn.Vault;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Sync;

public static class SyncRegistration
{
    /// <summary>Part of what secrets are encrypted for: with another name, none of them could be read any more.</summary>
    private const string ApplicationName = "ServerlessContacts";

    /// <summary>Registers connections over the clients of the services and whatever <see cref="IProvider"/>s are registered.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var need in SyncStorage.Needs)
        {
            services.AddSingleton(need);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ProviderCatalog(provider.GetServices<IProvider>(), configuration["PublicBaseUrl"]));
        services.ReadAtStart<ProviderCatalog>();
        services.TryAddSingleton<IAccounts, Accounts>();
        services.AddWorkQueue<SyncMessage>(SyncStorage.Queue);
        services.TryAddSingleton<DueConnections>();
        services.TryAddSingleton<ConnectionStore>();
        services.TryAddSingleton<SecretStore>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton<AccessTokens>();
        services.TryAddSingleton<SignIns>();
        services.TryAddSingleton<Connections.Connections>();
        return services.AddRuns(configuration).AddWebhooks(configuration).AddSecretKeys(configuration);
    }

    private static IServiceCollection AddRuns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<SyncSettings>(SyncSettings.Section, configuration);
        services.TryAddSingleton(provider => Saver(provider.GetRequiredService<Photos>()));
        services.TryAddSingleton<RunStore>();
        services.TryAddSingleton<RunHousekeeping>();
        services.TryAddSingleton<OrphanHousekeeping>();
        services.AddLimits().TryAddSingleton<ConnectionQuota>();
        services.TryAddSingleton<Links.PastItemHousekeeping>();
        services.TryAddSingleton<SyncSessions>();
        services.TryAddSingleton<Departure>();
        services.TryAddSingleton<ContactConnections>();
        services.TryAddSingleton<SyncRunner>();
        services.TryAddSingleton<RunRequests>();
        services.TryAddSingleton<Resume>();
        services.TryAddSingleton<Links.ErasedLinks>();
        services.TryAddSingleton<ErasedSync>();
        services.AddSingleton<IOwnedRows, SyncRows>();
        services.TryAddSingleton<Links.GroupMemory>();
        services.TryAddSingleton<Reviews>();
        services.TryAddSingleton<DueSweep>();
        return services;
    }

    private static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(_ => new WebhookAddresses(configuration["PublicBaseUrl"]));
        services.TryAddSingleton<SubscriptionStore>();
        services.TryAddSingleton<RestoredConnections>();
        services.TryAddSingleton<Subscriptions>();
        services.TryAddSingleton<MissedNotifications>();
        services.TryAddSingleton<Nudges>();
        services.TryAddSingleton<Notifications>();
        services.TryAddSingleton<SyncTurn>();
        return services;
    }

    /// <summary>What is no picture, or too large for one, is left at the provider.</summary>
    private static SavePhoto Saver(Photos photos) => async (tenant, photo, cancellationToken) =>
        photo.Bytes.Length <= Photos.MostBytes && PictureTypes.Of(photo.Bytes.Span) is { } type
            ? await photos.SaveAsync(tenant, photo.Bytes, type, cancellationToken)
            : null;

    /// <summary>
    /// Data Protection loads the key ring before the server listens, however long the vault takes to answer. <see cref="KeyRingHealth"/>
    /// loads it at start, too, and does not wait for ever.
    /// </summary>
    private static void RemovePreload(IServiceCollection services)
    {
        var library = typeof(KeyManagementOptions).Assembly;
        var starters = services.Where(service => service.ServiceType == typeof(IHostedService));
        var preloads = starters.Where(service => service.ImplementationType?.Assembly == library).ToList();
        preloads.ForEach(preload => services.Remove(preload));
    }

    /// <summary>One key ring for all instances, in blobs, encrypted by a key in a vault where one is set.</summary>
    private static IServiceCollection AddSecretKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection().SetApplicationName(ApplicationName);
        RemovePreload(services);
        services.TryAddSingleton(_ => VaultKeys.Read(configuration));
        services.ReadAtStart<VaultKeys>();
        services.TryAddSingleton<KeyRingCheck>();
        services.TryAddSingleton(provider => new Lazy<KeyRingCheck>(provider.GetRequiredService<KeyRingCheck>));
        services.TryAddSingleton<KeyRingHealth>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new BlobKeyRepository(provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(SyncStorage.Keys));
            options.XmlEncryptor = provider.GetRequiredService<VaultKeys>().Encryptor;
        }));
        return services;
    }
}
