using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Access;

public static class AccessRegistration
{
    /// <summary>
    /// Registers <see cref="Authenticator"/> with the issuers that the section <c>Authentication</c> names, and the
    /// directory with the tenants that are configured.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is not as expected; the message is one line for the operator.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var tenants = ConfiguredTenants.Read(configuration);
        foreach (var issuer in AuthenticationSettings.Read(configuration))
        {
            var known = issuer with { Claims = issuer.Claims with { Administrators = tenants.Administrators } };
            services.AddSingleton(provider => TrustedIssuer.Discovered(
                known, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TrustedIssuer>>()));
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddDirectory(tenants);
        services.TryAddSingleton<Admission>();
        services.TryAddSingleton<ScopedContacts>();
        services.TryAddSingleton<KeyIssuer>();
        services.TryAddSingleton<RequestLimiter>();
        services.TryAddSingleton<RequestKeys>();
        services.TryAddSingleton<RequestKeyHousekeeping>();
        services.AddSingleton<IOwnedRows, AccessRows>();
        services.TryAddSingleton<ApplicationKeyLookup>(provider => provider.GetRequiredService<TenantDirectory>().FindKeyAsync);
        services.TryAddSingleton<TokenValidator>();
        services.TryAddSingleton<Authenticator>();
        return services;
    }

    /// <summary>
    /// Also accepts the tokens of this machine's <see cref="DevelopmentIssuer"/>. Called by code that runs on one machine only; no setting
    /// can turn it on.
    /// </summary>
    public static IServiceCollection AddDevelopmentIssuer(this IServiceCollection services, string keyFile)
    {
        services.AddSingleton(provider => new DevelopmentIssuer(keyFile, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<DevelopmentIssuer>().AsTrusted());
        return services;
    }
}
