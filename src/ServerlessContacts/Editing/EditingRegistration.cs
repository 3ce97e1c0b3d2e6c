using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessContacts.Editing;

public static class EditingRegistration
{
    public static IServiceCollection AddEditing(this IServiceCollection services)
    {
        services.TryAddSingleton<Favorites>();
        services.TryAddSingleton<DeletedContacts>();
        services.TryAddSingleton<OwnLabels>();
        services.TryAddSingleton<InternalEmails>();
        services.TryAddSingleton<ContactEditor>();
        services.TryAddSingleton<ContactPhotos>();
        return services;
    }
}
