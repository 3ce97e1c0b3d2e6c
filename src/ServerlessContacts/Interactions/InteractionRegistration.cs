using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Interactions;

public static class InteractionRegistration
{
    /// <summary>Registers <see cref="InteractionReports"/>, which need the journal and a <see cref="ContactByNumber"/>, and what becomes of what is old.</summary>
    public static IServiceCollection AddInteractions(this IServiceCollection services)
    {
        services.TryAddSingleton<InteractionLog>();
        services.TryAddSingleton<InteractionReports>();
        services.TryAddSingleton<InteractionHousekeeping>();
        services.AddSingleton<IOwnedRows, InteractionRows>();
        return services;
    }
}
