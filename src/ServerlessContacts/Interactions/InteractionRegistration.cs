using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessContacts.Interactions;

public static class InteractionRegistration
{
    /// <summary>Registers <see cref="InteractionLog"/>, which needs the journal.</summary>
    public static IServiceCollection AddInteractions(this IServiceCollection services)
    {
        services.TryAddSingleton<InteractionLog>();
        return services;
    }
}
