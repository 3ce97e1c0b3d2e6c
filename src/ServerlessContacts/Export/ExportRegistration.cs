using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessContacts.Export;

public static class ExportRegistration
{
    public static IServiceCollection AddExport(this IServiceCollection services)
    {
        services.TryAddSingleton<Exports>();
        return services;
    }
}
