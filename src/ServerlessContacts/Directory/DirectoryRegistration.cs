using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Directory;

public static class DirectoryRegistration
{
    /// <summary>Registers the directory of tenants, members and keys over the journal of the services.</summary>
    /// <param name="services">Where.</param>
    /// <param name="tenants">Those that are made when they are first asked for.</param>
    public static IServiceCollection AddDirectory(this IServiceCollection services, ConfiguredTenants tenants)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => RandomNumberGenerator.Create());
        services.TryAddSingleton(tenants);
        services.TryAddSingleton<TenantDirectory>();
        services.TryAddSingleton<TenantStore>();
        services.TryAddSingleton<MemberStore>();
        services.TryAddSingleton<KeyStore>();
        services.AddSingleton<IOwnedRows, DirectoryRows>();
        return services.AddLimits();
    }

    /// <summary>Registers how much there may be of what tenants keep, for the rooms that count it; once, however many do.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        if (!services.Any(service => service.ServiceType == typeof(Limits)))
        {
            services.AddSettings<Limits>(Limits.Section);
        }

        services.TryAddSingleton<KeptThings>();
        return services;
    }
}
