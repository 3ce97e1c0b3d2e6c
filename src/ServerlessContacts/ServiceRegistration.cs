using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using ServerlessContacts.Editing;
using ServerlessContacts.Feed;
using ServerlessContacts.Import;
using ServerlessContacts.Interactions;
using ServerlessContacts.Search;
using ServerlessContacts.Store;
using ServerlessContacts.Sync;

namespace ServerlessContacts;

/// <summary>Everything the function classes are made of, one line for each folder.</summary>
public static class ServiceRegistration
{
    public static IServiceCollection AddServerlessContacts(this IServiceCollection services, IConfiguration configuration) => services
        .AddStore()
        .AddAccess(configuration)
        .AddEditing()
        .AddFeed()
        .AddImport()
        .AddInteractions()
        .AddSearch()
        .AddSync(configuration);
}
