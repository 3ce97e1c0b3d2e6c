using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessContacts.Search;

public static class SearchRegistration
{
    /// <summary>Registers <see cref="ContactSearch"/>, which needs the journal; other options than the usual are registered before.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new SearchOptions());
        services.TryAddSingleton<ContactSearch>();
        return services;
    }
}
