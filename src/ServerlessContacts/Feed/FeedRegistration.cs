using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessContacts.Feed;

public static class FeedRegistration
{
    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.TryAddSingleton<ChangeFeed>();
        return services;
    }
}
